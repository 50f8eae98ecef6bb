package dev.signalbox.worker.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that a task writes its report to. It is a plain file, so writing never waits; what was
 * put there since the last look is found by comparing, so it may also be written anew.
 */
final class ReportFile {

  /** What is beyond is not read. */
  static final int LONGEST = 1024 * 1024;

  private final Path file;
  private byte[] seen = new byte[0];
  private long size;
  private @Nullable FileTime time;

  ReportFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /** An empty file, whatever was there. */
  void create() throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Whether more was written than is read. */
  boolean isTooLong() {
    return size > LONGEST;
  }

  /** What is new; all of it, when the file was written anew. */
  Optional<byte[]> news() throws IOException {
    if (!hasChanged()) {
      return Optional.empty();
    }
    byte[] now = read();
    int known = startsWithSeen(now) ? seen.length : 0;
    seen = now;
    return now.length == known
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(now, known, now.length));
  }

  /** A task may have put anything in its place; only a plain file is read. */
  private boolean hasChanged() throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    BasicFileAttributes now =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean changed = now.size() != size || !now.lastModifiedTime().equals(time);
    size = now.size();
    time = now.lastModifiedTime();
    return changed;
  }

  private byte[] read() throws IOException {
    try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return content.readNBytes(LONGEST);
    }
  }

  private boolean startsWithSeen(byte[] now) {
    return now.length >= seen.length && Arrays.equals(now, 0, seen.length, seen, 0, seen.length);
  }
}
