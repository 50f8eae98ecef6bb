package dev.signalbox.worker.adapter.git;

import dev.signalbox.worker.core.LandedCommit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.FooterKey;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** What came into a branch between two of its commits. */
public final class LandedCommits {

  private static final int MOST = 10;
  private static final FooterKey TASK = new FooterKey("Signalbox-Task");

  private LandedCommits() {}

  /** The newest of the commits that the tip has and the base has not, newest first. */
  public static List<LandedCommit> between(TargetRepository target, String base, String tip) {
    List<LandedCommit> landed = new ArrayList<>();
    try (RevWalk walk = new RevWalk(target.repository())) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(tip)));
      walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
      RevCommit commit = walk.next();
      while (commit != null && landed.size() < MOST) {
        landed.add(landed(commit));
        commit = walk.next();
      }
      return landed;
    } catch (IOException failure) {
      throw new GitFailedException("cannot list what came after " + base, failure);
    }
  }

  private static LandedCommit landed(RevCommit commit) {
    List<String> tasks = commit.getFooterLines(TASK);
    return new LandedCommit(
        commit.name(),
        commit.getAuthorIdent().getName(),
        commit.getShortMessage(),
        tasks.isEmpty() ? null : tasks.getFirst());
  }
}
