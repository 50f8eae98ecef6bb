package dev.signalbox.worker.adapter.git;

import dev.signalbox.worker.core.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.internal.storage.file.RefDirectory;
import org.eclipse.jgit.internal.storage.file.ReflogWriter;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/**
 * Changes several refs or none. All are locked, then all compared with what they should be, then
 * all renamed into place: nobody else can change one of them between the comparison and the last
 * rename. A process that dies between two renames leaves the first changed and the second locked;
 * the callers order their changes so that the next reader of the first knows what was meant.
 */
final class RefTransaction {
  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private RefTransaction() {}

  /** Whether all were changed; false when one did not have its expected value, or was locked. */
  static boolean apply(LocalTarget target, List<RefChange> changes, String message) {
    target.refs().lock();
    try {
      return target.repository().getRefDatabase() instanceof RefDirectory files
              && areFiles(files, changes)
          ? locked(target, changes, message)
          : batch(target.repository(), changes, message);
    } catch (IOException failure) {
      throw new GitFailedException("cannot update " + changes.getFirst().ref(), failure);
    } finally {
      target.refs().unlock();
    }
  }

  /** Whether each ref is, or may become, a file of its own with an object's name. */
  private static boolean areFiles(RefDirectory files, List<RefChange> changes) throws IOException {
    for (RefChange change : changes) {
      Ref now = files.exactRef(change.ref());
      if (now == null ? files.isNameConflicting(change.ref()) : now.isSymbolic()) {
        return false;
      }
    }
    return true;
  }

  private static boolean locked(LocalTarget target, List<RefChange> changes, String message)
      throws IOException {
    List<RefLock> taken = new ArrayList<>();
    try {
      for (RefChange change : changes) {
        Optional<RefLock> lock = lock(target, change);
        if (lock.isEmpty()) {
          return false;
        }
        taken.add(lock.get());
      }
      if (!areAsExpected(target, changes)) {
        return false;
      }
      reached(target, Step.REFS_LOCKED, changes);
      for (RefLock lock : taken) {
        lock.commit();
        reached(target, Step.FIRST_REF_MOVED, changes);
      }
    } finally {
      for (RefLock lock : taken) {
        lock.close();
      }
    }
    log(target, changes, message);
    return true;
  }

  private static void reached(LocalTarget target, Step step, List<RefChange> changes) {
    if (changes.size() > 1) {
      target.failPoint().reached(step);
    }
  }

  private static Optional<RefLock> lock(LocalTarget target, RefChange change) throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<RefLock> lock =
          RefLock.take(target.gitDirectory(), change.ref(), change.next().name());
      if (lock.isPresent()) {
        return lock;
      }
      if (!RefLock.removeDead(target.gitDirectory(), change.ref()) && !paused()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Others hold a ref's lock for milliseconds: a merge of theirs, or git packing refs. */
  private static boolean paused() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean areAsExpected(LocalTarget target, List<RefChange> changes) {
    return changes.stream()
        .allMatch(change ->
            target.resolve(change.ref()).orElse(ObjectId.zeroId()).equals(change.expected()));
  }

  private static void log(LocalTarget target, List<RefChange> changes, String message)
      throws IOException {
    PersonIdent who = GitIdentity.now();
    ReflogWriter log = new ReflogWriter((RefDirectory) target.repository().getRefDatabase(), false);
    for (RefChange change : changes) {
      log.log(change.ref(), change.expected(), change.next(), who, message);
    }
  }

  /** For refs that are no files, as in a reftable: there, or in packed-refs, all change at once. */
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
