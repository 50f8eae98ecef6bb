package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.worker.core.ResultMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Puts an attempt's commits onto a tip without a worktree, in the target's own object store.
 * Authors and messages stay; history that is not a line of commits becomes one commit.
 */
public final class InCoreRebase {

  private final Repository repository;
  private final RevWalk walk;

  /**
   * The commits it is about.
   *
   * @param base where the attempt started
   * @param head where it ended
   * @param tip where its changes go
   */
  public record Line(String base, String head, String tip) {}

  private InCoreRebase(Repository repository, RevWalk walk) {
    this.repository = repository;
    this.walk = walk;
  }

  /**
   * Makes the commit that would become the tip.
   *
   * @param message for a commit that stands for several
   */
  public static Rebasing rebase(
      TargetRepository target, MergeStrategy strategy, Line line, String message) {
    try (RevWalk walk = new RevWalk(target.repository())) {
      InCoreRebase rebase = new InCoreRebase(target.repository(), walk);
      return rebase.onto(strategy, line, message);
    } catch (IOException failure) {
      throw new GitFailedException("cannot rebase " + line, failure);
    }
  }

  private Rebasing onto(MergeStrategy strategy, Line ids, String message) throws IOException {
    RevCommit base = walk.parseCommit(ObjectId.fromString(ids.base()));
    RevCommit head = walk.parseCommit(ObjectId.fromString(ids.head()));
    RevCommit tip = walk.parseCommit(ObjectId.fromString(ids.tip()));
    Optional<List<RevCommit>> line = line(base, head);
    return switch (strategy) {
      case REBASE, PULL_REQUEST, NONE -> {
        if (line.isEmpty()) {
          yield asOne(base, head, tip, message);
        }
        yield tip.equals(base) ? forward(base, head) : replay(line.get(), tip);
      }
      case SQUASH -> asOne(base, head, tip, message);
      case MERGE -> mergeCommit(base, head, tip, message);
    };
  }

  private static Rebasing forward(RevCommit base, RevCommit head) {
    return head.getTree().equals(base.getTree())
        ? new Rebasing.NothingNew()
        : new Rebasing.Onto(head.name());
  }

  private Rebasing replay(List<RevCommit> line, RevCommit tip) throws IOException {
    RevCommit onto = tip;
    for (RevCommit commit : line) {
      Merged merged = merge(walk.parseCommit(commit.getParent(0)), onto, commit);
      if (!merged.conflicts().isEmpty()) {
        return new Rebasing.Conflict(merged.conflicts());
      }
      if (!merged.tree().equals(onto.getTree())) {
        PersonIdent author = commit.getAuthorIdent();
        onto = commit(merged.tree(), List.of(onto), author, commit.getFullMessage());
      }
    }
    return onto.equals(tip) ? new Rebasing.NothingNew() : new Rebasing.Onto(onto.name());
  }

  private Rebasing asOne(RevCommit base, RevCommit head, RevCommit tip, String message)
      throws IOException {
    String text = ResultMessage.of(message, name(head), parts(base, head));
    return merged(merge(base, tip, head), List.of(tip), head.getAuthorIdent(), text);
  }

  private Rebasing mergeCommit(RevCommit base, RevCommit head, RevCommit tip, String message)
      throws IOException {
    return merged(merge(base, tip, head), List.of(tip, head), GitIdentity.now(), message);
  }

  private Rebasing merged(
      Merged merged, List<RevCommit> parents, PersonIdent author, String message)
      throws IOException {
    if (!merged.conflicts().isEmpty()) {
      return new Rebasing.Conflict(merged.conflicts());
    }
    if (merged.tree().equals(parents.getFirst().getTree())) {
      return new Rebasing.NothingNew();
    }
    return new Rebasing.Onto(commit(merged.tree(), parents, author, message).name());
  }

  private record Merged(ObjectId tree, List<String> conflicts) {}

  private Merged merge(RevCommit base, RevCommit ours, RevCommit theirs) throws IOException {
    ResolveMerger merger =
        (ResolveMerger) org.eclipse.jgit.merge.MergeStrategy.RECURSIVE.newMerger(repository, true);
    merger.setBase(base);
    if (merger.merge(ours, theirs)) {
      return new Merged(merger.getResultTreeId(), List.of());
    }
    List<String> conflicts = new ArrayList<>(merger.getUnmergedPaths());
    conflicts.addAll(
        Optional.ofNullable(merger.getFailingPaths())
            .map(paths -> paths.keySet())
            .orElseGet(java.util.Set::of));
    return new Merged(ObjectId.zeroId(), conflicts.isEmpty() ? List.of("(unknown)") : conflicts);
  }

  private RevCommit commit(
      ObjectId tree, List<RevCommit> parents, PersonIdent author, String message)
      throws IOException {
    CommitBuilder builder = new CommitBuilder();
    builder.setTreeId(tree);
    builder.setParentIds(parents);
    builder.setAuthor(author);
    builder.setCommitter(GitIdentity.now());
    builder.setMessage(message);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(builder);
      inserter.flush();
      return walk.parseCommit(id);
    }
  }

  private List<ResultMessage.Part> parts(RevCommit base, RevCommit head) throws IOException {
    try (RevWalk commits = new RevWalk(repository)) {
      commits.sort(RevSort.TOPO);
      commits.sort(RevSort.REVERSE, true);
      commits.markStart(commits.parseCommit(head));
      commits.markUninteresting(commits.parseCommit(base));
      List<ResultMessage.Part> parts = new ArrayList<>();
      for (RevCommit commit : commits) {
        parts.add(new ResultMessage.Part(name(commit), commit.getFullMessage()));
      }
      return parts;
    }
  }

  private static String name(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return author.getName() + " <" + author.getEmailAddress() + ">";
  }

  /** The commits after base up to head, oldest first, if each has the one before as only parent. */
  private Optional<List<RevCommit>> line(RevCommit base, RevCommit head) throws IOException {
    try (RevWalk commits = new RevWalk(repository)) {
      commits.sort(RevSort.TOPO);
      commits.sort(RevSort.REVERSE, true);
      commits.markStart(commits.parseCommit(head));
      commits.markUninteresting(commits.parseCommit(base));
      List<RevCommit> line = new ArrayList<>();
      ObjectId before = base;
      for (RevCommit commit : commits) {
        if (commit.getParentCount() != 1 || !commit.getParent(0).equals(before)) {
          return Optional.empty();
        }
        line.add(walk.parseCommit(commit));
        before = commit;
      }
      return before.equals(head) ? Optional.of(line) : Optional.empty();
    }
  }
}
