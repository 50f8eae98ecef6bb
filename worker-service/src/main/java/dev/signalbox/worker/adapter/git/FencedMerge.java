package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The act of merging: the branch and the claim move in one transaction, so a holder that was
 * replaced, whatever it believes, fails on its claim, and one that is behind fails on the branch.
 * The branch comes first: should the process die between the two, the claim still names the commit,
 * and whoever finds it looks for that commit in the branch.
 */
public final class FencedMerge {

  /** What became of it. */
  public enum Answer {
    /** The branch has the commit and the claim is closed. */
    MERGED,
    /** The branch is not where it was: rebase again. */
    BRANCH_MOVED,
    /** The claim is somebody else's: nothing may be merged. */
    CLAIM_LOST,
    /** Both are as expected, but a lock was in the way: try again. */
    LOCKED
  }

  private final ClaimRefs claims;

  public FencedMerge(ClaimRefs claims) {
    this.claims = claims;
  }

  /**
   * Moves a branch from one commit to a descendant and closes the claim with it.
   *
   * @param from the tip the result was made on
   * @param claim in the state of merging
   */
  public Answer merge(
      TargetRepository target, String branch, String from, String to, WrittenClaim claim) {
    requireForward(target, from, to);
    ObjectId closed = claims.insert(target, claim.record().closed(to));
    String ref = Constants.R_HEADS + branch;
    List<RefChange> changes =
        List.of(
            new RefChange(ref, ObjectId.fromString(from), ObjectId.fromString(to)),
            new RefChange(claim.ref(), ObjectId.fromString(claim.object()), closed));
    try {
      return target.apply(changes, "signalbox: merge " + to) ? Answer.MERGED : why(target, changes);
    } catch (GitFailedException failure) {
      if (why(target, changes) == Answer.MERGED) {
        return Answer.MERGED;
      }
      throw failure;
    }
  }

  /** The branch that is created instead when nothing is to be merged, fenced in the same way. */
  public Answer publish(TargetRepository target, String branch, String to, WrittenClaim claim) {
    ObjectId closed = claims.insert(target, claim.record().closed(to));
    List<RefChange> changes =
        List.of(
            new RefChange(Constants.R_HEADS + branch, ObjectId.zeroId(), ObjectId.fromString(to)),
            new RefChange(claim.ref(), ObjectId.fromString(claim.object()), closed));
    return target.apply(changes, "signalbox: " + branch) ? Answer.MERGED : why(target, changes);
  }

  /** Reads back: also an update that reported an error may have happened. */
  private static Answer why(TargetRepository target, List<RefChange> changes) {
    target.refresh();
    target.repository().getRefDatabase().refresh();
    RefChange branch = changes.getFirst();
    RefChange claim = changes.getLast();
    String name = branch.ref().substring(Constants.R_HEADS.length());
    if (target.contains(name, branch.next().name())) {
      return Answer.MERGED;
    }
    Optional<ObjectId> claimNow = target.resolve(claim.ref());
    if (!claimNow.filter(claim.expected()::equals).isPresent()) {
      return Answer.CLAIM_LOST;
    }
    ObjectId branchNow = target.resolve(branch.ref()).orElse(ObjectId.zeroId());
    return branchNow.equals(branch.expected()) ? Answer.LOCKED : Answer.BRANCH_MOVED;
  }

  private static void requireForward(TargetRepository target, String from, String to) {
    try (RevWalk walk = new RevWalk(target.repository())) {
      boolean forward =
          walk.isMergedInto(
              walk.parseCommit(ObjectId.fromString(from)),
              walk.parseCommit(ObjectId.fromString(to)));
      if (!forward) {
        throw new GitFailedException(to + " does not contain " + from);
      }
    } catch (IOException failure) {
      throw new GitFailedException("cannot compare " + from + " and " + to, failure);
    }
  }
}
