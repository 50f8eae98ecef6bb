package dev.signalbox.worker.adapter.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds processes by the marker of their leash in {@code /proc/<pid>/environ}, and ends them. Where
 * there is no {@code /proc}, only the process group is ended.
 */
public final class StrayProcesses {

  /** The environment variable that every process of a leash inherits. */
  static final String VARIABLE = "SIGNALBOX_LEASH";

  private static final Path PROC = Path.of("/proc");
  private static final int ROUNDS = 100;

  private StrayProcesses() {}

  /**
   * Kills every process with that marker.
   *
   * @return how many there were
   */
  public static int kill(String marker) {
    int killed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> found = find(marker);
      if (found.isEmpty()) {
        return killed;
      }
      killed += found.size();
      found.forEach(ProcessHandle::destroyForcibly);
      found.forEach(gone -> gone.onExit().join());
    }
    throw new IllegalStateException("processes of leash " + marker + " do not end");
  }

  /** The living processes with that marker. */
  public static List<ProcessHandle> find(String marker) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    String wanted = VARIABLE + "=" + marker + "\0";
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (environment(process).contains(wanted)) {
          handle(process).filter(ProcessHandle::isAlive).ifPresent(found::add);
        }
      }
    } catch (IOException failure) {
      throw new IllegalStateException("cannot list the processes", failure);
    }
    return found;
  }

  private static Optional<ProcessHandle> handle(Path process) {
    return ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
  }

  private static String environment(Path process) {
    try {
      byte[] bytes = Files.readAllBytes(process.resolve("environ"));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrForeign) {
      return "";
    }
  }
}
