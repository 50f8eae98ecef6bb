package dev.signalbox.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads of /proc that answer with nothing where the process is gone or belongs to somebody else.
 */
final class ProcFiles {

  private ProcFiles() {}

  static Optional<String> link(Path path) {
    try {
      return Optional.of(Files.readSymbolicLink(path).toString());
    } catch (IOException goneOrForbidden) {
      return Optional.empty();
    }
  }

  static Optional<String> command(long pid) {
    try {
      return Optional.of(Files.readString(Path.of("/proc/" + pid + "/comm")).strip());
    } catch (IOException goneOrForbidden) {
      return Optional.empty();
    }
  }

  static Optional<Path> workingDirectory(long pid) {
    return link(Path.of("/proc/" + pid + "/cwd")).map(Path::of);
  }
}
