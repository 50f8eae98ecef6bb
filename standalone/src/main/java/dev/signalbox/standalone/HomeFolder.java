package dev.signalbox.standalone;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder everything is in, held by one system at a time. */
final class HomeFolder implements AutoCloseable {
  private static final String SERVER = "server.json";
  private static final String TOKEN = "token";
  private static final int TOKEN_BYTES = 24;

  private final Path home;
  private final FileChannel lock;

  private HomeFolder(Path home, FileChannel lock) {
    this.home = home;
    this.lock = lock;
  }

  /** Takes the home, or says that it is taken. The operating system frees it when the JVM dies. */
  static HomeFolder take(Path home) throws IOException {
    Files.createDirectories(home, permissions("rwx------"));
    Path file = home.resolve("server.lock");
    FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new HomeTakenException(home);
    }
    return new HomeFolder(home, lock);
  }

  /** Another system runs in the home. */
  static final class HomeTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HomeTakenException(Path home) {
      super(home + " is in use by another system");
    }
  }

  Path path(String name) {
    return home.resolve(name);
  }

  /** What writes on the API must carry; made once, readable by the owner alone. */
  String token() throws IOException {
    Path file = home.resolve(TOKEN);
    if (!Files.exists(file)) {
      byte[] random = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(random);
      write(TOKEN, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip();
  }

  /** Tells others of this system; the file is whole at every moment. */
  void announce(Announcement announcement) throws IOException {
    write(SERVER, MessageCodec.mapper().writeValueAsString(announcement));
  }

  @Override
  public void close() {
    try (lock) {
      Files.deleteIfExists(home.resolve(SERVER));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void write(String name, String content) throws IOException {
    Path next = home.resolve(name + ".next");
    Files.deleteIfExists(next);
    Files.createFile(next, permissions("rw-------"));
    Files.writeString(next, content);
    Files.move(
        next,
        home.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
