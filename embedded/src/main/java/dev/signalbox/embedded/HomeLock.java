package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps one home directory to one server; the operating system frees it when the JVM dies. */
final class HomeLock implements AutoCloseable {

  private static final String FILE = "in-use-by";

  /** Closing any descriptor of a locked file drops this process' lock: never open it twice. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path home;
  private final FileChannel channel;

  private HomeLock(Path home, FileChannel channel) {
    this.home = home;
    this.channel = channel;
  }

  /** Takes the home, which is created if need be, or throws {@link Code#HOME_IN_USE}. */
  static HomeLock take(Path wanted) throws IOException {
    Path home = Files.createDirectories(wanted).toRealPath();
    if (!HELD_HERE.add(home)) {
      throw inUse(home, "this JVM (pid " + ProcessHandle.current().pid() + ")");
    }
    try {
      return new HomeLock(home, lock(home));
    } catch (IOException | RuntimeException failure) {
      HELD_HERE.remove(home);
      throw failure;
    }
  }

  /** The home's real path. */
  Path home() {
    return home;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      HELD_HERE.remove(home);
    }
  }

  private static FileChannel lock(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(
            home.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(home, "pid " + read(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(ownPid()), 0);
      return channel;
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static byte[] ownPid() {
    return Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    channel.read(content, 0);
    return StandardCharsets.UTF_8.decode(content.flip()).toString();
  }

  private static EmbeddedServerException inUse(Path home, String holder) {
    return new EmbeddedServerException(
        Code.HOME_IN_USE, home + " is in use by " + holder + "; stop it or choose another home");
  }
}
