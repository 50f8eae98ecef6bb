package dev.signalbox.worker.adapter.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A private folder for the time of one run, where its script may say why it cannot start. */
final class RunFolder {

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /** Makes it; one of the same name is what a former worker left, or somebody else's. */
  static RunFolder create(Path path) throws IOException {
    new RunFolder(path).delete();
    Files.createDirectory(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new RunFolder(path);
  }

  /** One that may be there. */
  static RunFolder at(Path path) {
    return new RunFolder(path);
  }

  Path path() {
    return path;
  }

  /** Why the run could not start, if so. */
  Optional<String> refusal() {
    try {
      return Optional.of(Files.readString(path.resolve("refused")).strip());
    } catch (IOException notRefused) {
      return Optional.empty();
    }
  }

  void delete() throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
