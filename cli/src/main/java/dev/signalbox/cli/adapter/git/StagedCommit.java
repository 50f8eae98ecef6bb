package dev.signalbox.cli.adapter.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The commit that is about to be made. */
public final class StagedCommit {
  private final GitCommand git;

  /**
   * @param directory inside the work tree, where git runs its hooks
   */
  public StagedCommit(Path directory) {
    this.git = GitCommand.inHook(directory);
  }

  /** The files that the commit changes, relative to the root; both names of a renamed one. */
  public List<String> files() {
    String names = git.must("diff", "--cached", "--name-only", "--no-renames", "-z");
    return List.of(names.split("\0")).stream().filter(name -> !name.isEmpty()).toList();
  }

  /** The repository's id: the real path of its common git directory. */
  public String repository() throws IOException {
    return git.directory()
        .resolve(git.must("rev-parse", "--git-common-dir"))
        .toRealPath()
        .toString();
  }

  /** The task that the commit is made for, as PLAN/KEY: signalbox.task of the worktree. */
  public Optional<String> holder() {
    GitCommand.Answer answer = git.ask("config", "--get", "signalbox.task");
    return answer.ok() ? Optional.of(answer.line()) : Optional.empty();
  }

  /** Whether the user wants no commit that cannot be checked (signalbox.hook = fail-closed). */
  public boolean refusesUnchecked() {
    return git.ask("config", "--get", "signalbox.hook").line().equals("fail-closed");
  }
}
