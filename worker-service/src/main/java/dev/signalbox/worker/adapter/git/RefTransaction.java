package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/**
 * Changes several refs together or none: JGit writes them as one rename of packed-refs. The git
 * command line commits refs one by one, so it is not used for this.
 */
final class RefTransaction {

  private RefTransaction() {}

  /** Whether all were changed; false when one did not have its expected value, or was locked. */
  static boolean apply(TargetRepository target, List<RefChange> changes, String message) {
    target.refs().lock();
    try {
      return changes.size() == 1
          ? single(target.repository(), changes.getFirst(), message)
          : batch(target.repository(), changes, message);
    } catch (IOException failure) {
      throw new GitFailedException("cannot update " + changes.getFirst().ref(), failure);
    } finally {
      target.refs().unlock();
    }
  }

  private static boolean single(Repository repository, RefChange change, String message)
      throws IOException {
    RefUpdate update = repository.updateRef(change.ref());
    update.setExpectedOldObjectId(change.expected());
    update.setNewObjectId(change.next());
    update.setForceUpdate(true);
    update.setRefLogIdent(GitIdentity.now());
    update.setRefLogMessage(message, false);
    return switch (update.update()) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> true;
      case LOCK_FAILURE, REJECTED, REJECTED_CURRENT_BRANCH -> false;
      case NOT_ATTEMPTED, RENAMED, IO_FAILURE, REJECTED_MISSING_OBJECT, REJECTED_OTHER_REASON ->
          throw new GitFailedException("cannot update " + change.ref() + ": " + update.getResult());
    };
  }

  private static boolean batch(Repository repository, List<RefChange> changes, String message)
      throws IOException {
    BatchRefUpdate batch = repository.getRefDatabase().newBatchUpdate();
    batch.setAtomic(true);
    batch.setAllowNonFastForwards(true); // claims are blobs; the branch is checked by its caller
    batch.setRefLogIdent(GitIdentity.now());
    batch.setRefLogMessage(message, false);
    changes.forEach(change ->
        batch.addCommand(new ReceiveCommand(change.expected(), change.next(), change.ref())));
    try (RevWalk walk = new RevWalk(repository)) {
      batch.execute(walk, NullProgressMonitor.INSTANCE);
    }
    return batch.getCommands().stream()
        .allMatch(command -> command.getResult() == ReceiveCommand.Result.OK);
  }
}
