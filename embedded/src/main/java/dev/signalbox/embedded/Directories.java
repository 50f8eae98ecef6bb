package dev.signalbox.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where things are kept when nobody says so, and how a whole folder is deleted. */
final class Directories {

  private Directories() {}

  /** {@code $XDG_CACHE_HOME/signalbox}, or {@code ~/.cache/signalbox}. */
  static Path defaultCache() {
    Path caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache"));
    return caches.resolve("signalbox").toAbsolutePath();
  }

  static Path temporary(String name) {
    try {
      return Files.createTempDirectory("signalbox-" + name + "-").toRealPath();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Deletes the folder and what is in it; what another process deletes meanwhile is fine. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(folder, new Deletion());
    }
  }

  /** Children first, then their folder. */
  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
