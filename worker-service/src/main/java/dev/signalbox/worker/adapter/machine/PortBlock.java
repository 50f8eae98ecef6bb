package dev.signalbox.worker.adapter.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of ports that is this worker's as long as it lives. Workers of one machine share the
 * ports below those that the system gives out, in units of a hundred, by locks on files.
 */
public final class PortBlock implements AutoCloseable {

  private static final int LOWEST = 20_000;
  private static final int UNIT = 100;
  private static final int UNITS = 120;

  private final int first;
  private final List<FileChannel> held;

  private PortBlock(int first, List<FileChannel> held) {
    this.first = first;
    this.held = held;
  }

  /**
   * Takes so many ports in a row.
   *
   * @param first the first one, when somebody chose it; 0 for any that no other worker has
   */
  public static PortBlock take(int first, int count, Path folder) {
    if (first > 0) {
      return new PortBlock(first, new ArrayList<>());
    }
    int wanted = (count + UNIT - 1) / UNIT;
    List<FileChannel> run = new ArrayList<>();
    try {
      prepare(folder);
      for (int unit = 0; unit < UNITS; unit++) {
        FileChannel channel = lock(folder.resolve(Integer.toString(LOWEST + unit * UNIT)));
        if (channel == null) {
          release(run);
        } else {
          run.add(channel);
        }
        if (run.size() == wanted) {
          return new PortBlock(LOWEST + (unit + 1 - wanted) * UNIT, run);
        }
      }
      release(run);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot take ports by locks in " + folder, failure);
    }
    throw new IllegalStateException(
        "there are no " + count + " ports free of other workers; set signalbox.worker.first-port");
  }

  public int first() {
    return first;
  }

  @Override
  public void close() {
    try {
      release(held);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Workers of other users need the folder too. */
  private static void prepare(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
  }

  private static @Nullable FileChannel lock(Path file) throws IOException {
    boolean isNew = !Files.exists(file);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isNew) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException anotherWorkerOfThisProcess) {
      // Taken.
    }
    if (lock == null) {
      channel.close();
      return null;
    }
    return channel;
  }

  private static void release(List<FileChannel> channels) throws IOException {
    for (FileChannel channel : channels) {
      channel.close();
    }
    channels.clear();
  }
}
