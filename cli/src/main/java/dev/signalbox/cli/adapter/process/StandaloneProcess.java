package dev.signalbox.cli.adapter.process;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The system in one JVM, started in the background with its first words in a file of the home. */
public final class StandaloneProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Process process;
  private final Path words;

  private StandaloneProcess(Process process, Path words) {
    this.process = process;
    this.words = words;
  }

  /**
   * How it is started.
   *
   * @param stopWith whether it stops by itself when this process is gone
   * @param more options of the server
   */
  public record Wanted(Path home, int port, boolean stopWith, List<String> more) {
    public Wanted {
      more = List.copyOf(more);
    }
  }

  /** Starts it in a session of its own, so that a terminal's Ctrl-C does not reach it. */
  public static StandaloneProcess start(Wanted wanted) {
    try {
      Path logs = privateDirectory(wanted.home().resolve("logs"));
      Path words = logs.resolve("start.log");
      Process process =
          new ProcessBuilder(command(wanted))
              .directory(wanted.home().toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(words.toFile())
              .start();
      return new StandaloneProcess(process, words);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** The exit code, once it ended. */
  public Optional<Integer> ended() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** What it has said so far, line by line. */
  public List<String> words() {
    try {
      return Files.readString(words).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static Path privateDirectory(Path directory) throws IOException {
    return Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static List<String> command(Wanted wanted) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    Path jar = jar();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmFlags.in(wanted.home()));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of("--home", wanted.home().toString()));
    command.addAll(List.of("--port", Integer.toString(wanted.port())));
    command.addAll(wanted.more());
    if (wanted.stopWith()) {
      command.addAll(List.of("--stop-with", Long.toString(ProcessHandle.current().pid())));
    }
    return command;
  }

  /** The launcher names it; else it stands where the build puts it, beside this jar's module. */
  private static Path jar() {
    String named = System.getProperty("signalbox.standalone");
    Path jar = named == null ? besideThisModule() : Path.of(named);
    if (!Files.isReadable(jar)) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "the server's jar is not there: " + jar,
          "",
          "build it with: mvn -Pquick package");
    }
    return jar;
  }

  private static Path besideThisModule() {
    Path self =
        Path.of(
            StandaloneProcess.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return self.resolve("../../../standalone/target/signalbox-standalone.jar").normalize();
  }
}
