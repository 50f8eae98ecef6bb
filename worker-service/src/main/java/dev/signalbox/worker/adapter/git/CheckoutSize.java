package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;

/** How much of a disk the files of a commit take. */
public final class CheckoutSize {

  private static final long BLOCK = 4096;

  private CheckoutSize() {}

  /** In bytes, each file in whole blocks. */
  public static long of(TargetRepository target, String commit) {
    long sum = 0;
    try (TreeWalk walk = new TreeWalk(target.repository())) {
      walk.addTree(ObjectId.fromString(target.treeOf(commit)));
      while (walk.next()) {
        sum += BLOCK;
        if (walk.isSubtree()) {
          walk.enterSubtree();
        } else if (!FileMode.GITLINK.equals(walk.getRawMode(0))) {
          long size = walk.getObjectReader().getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB);
          sum += size / BLOCK * BLOCK;
        }
      }
      return sum;
    } catch (IOException failure) {
      throw new GitFailedException("cannot measure the files of " + commit, failure);
    }
  }
}
