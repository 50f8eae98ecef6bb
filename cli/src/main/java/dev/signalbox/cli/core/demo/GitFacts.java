package dev.signalbox.cli.core.demo;

import java.util.List;
import java.util.Map;

/**
 * What git itself says after the plan ended.
 *
 * @param commits those of the merge branch that the base has not, oldest first
 * @param tree path → blob id of the merge branch
 * @param mergeTip the commit the merge branch points at
 * @param targetTip the commit the target branch points at
 */
public record GitFacts(
    String base,
    List<Commit> commits,
    Map<String, String> tree,
    String mergeTip,
    String targetTip) {
  public GitFacts {
    commits = List.copyOf(commits);
    tree = Map.copyOf(tree);
  }

  /**
   * A commit and what its trailers say.
   *
   * @param task the value of {@code Signalbox-Task}; empty when there is none
   * @param plan the value of {@code Signalbox-Plan-Id}; empty when there is none
   */
  public record Commit(String id, List<String> parents, String task, String plan) {
    public Commit {
      parents = List.copyOf(parents);
    }
  }
}
