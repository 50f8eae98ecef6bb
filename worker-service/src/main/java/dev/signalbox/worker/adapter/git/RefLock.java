package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Git's lock of one ref, {@code <ref>.lock}, that tells who holds it: the lock is a hard link to a
 * note whose name is its owner, so a lock that a dead process left behind is known by its inode,
 * and one of somebody else's, or of a living process, is never taken for it.
 */
final class RefLock implements AutoCloseable {
  private static final String NOTES = "signalbox/locks";
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Path ref;
  private final Path lock;
  private final Path note;

  private RefLock(Path ref, Path lock, Path note) {
    this.ref = ref;
    this.lock = lock;
    this.note = note;
  }

  /** Locks a ref and writes its next value into the lock; empty when somebody else has it. */
  static Optional<RefLock> take(Path gitDirectory, String ref, String value) throws IOException {
    Path lock = gitDirectory.resolve(ref + ".lock");
    Path note =
        gitDirectory.resolve(NOTES).resolve(LockOwner.SELF + "_" + NUMBER.incrementAndGet());
    Files.createDirectories(lock.getParent());
    Files.createDirectories(note.getParent());
    Files.writeString(note, value + "\n");
    try {
      link(lock, note);
      return Optional.of(new RefLock(gitDirectory.resolve(ref), lock, note));
    } catch (FileAlreadyExistsException | NoSuchFileException held) {
      // No such file: git has just removed the folder because it was empty.
      Files.delete(note);
      return Optional.empty();
    }
  }

  /**
   * Removes the ref's lock when the process that took it with this class is certainly dead. Only
   * one process at a time removes, else a lock taken after the first removal could be removed.
   */
  static boolean removeDead(Path gitDirectory, String ref) throws IOException {
    Path notes = gitDirectory.resolve(NOTES);
    Path lock = gitDirectory.resolve(ref + ".lock");
    Files.createDirectories(notes);
    try (FileChannel removal =
            FileChannel.open(
                notes.resolve("removal"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock alone = removal.tryLock()) {
      return alone != null && removeDead(notes, lock);
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    }
  }

  /** Puts the value in the place of the old one. */
  void commit() throws IOException {
    Files.move(lock, ref, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Unlocks, if that was not done by the commit. */
  @Override
  public void close() throws IOException {
    if (Files.exists(lock) && Files.isSameFile(lock, note)) {
      Files.delete(lock);
    }
    Files.deleteIfExists(note);
  }

  private static void link(Path lock, Path note) throws IOException {
    try {
      Files.createLink(lock, note);
    } catch (FileAlreadyExistsException | NoSuchFileException held) {
      throw held;
    } catch (FileSystemException | UnsupportedOperationException noLinksHere) {
      Files.copy(note, lock);
    }
  }

  private static boolean removeDead(Path notes, Path lock) throws IOException {
    List<Path> all;
    try (var files = Files.list(notes)) {
      all = files.toList();
    }
    for (Path note : all) {
      boolean dead =
          LockOwner.parse(note.getFileName().toString()).filter(LockOwner::isDead).isPresent();
      if (dead && Files.exists(lock) && Files.isSameFile(note, lock)) {
        Files.delete(lock);
        Files.delete(note);
        return true;
      }
    }
    return false;
  }
}
