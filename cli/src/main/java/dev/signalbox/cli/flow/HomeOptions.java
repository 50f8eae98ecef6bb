package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the system's data lives and where it is reached. */
final class HomeOptions {
  static final int DEFAULT_PORT = 8080;
  private static final int HIGHEST_PORT = 64_000;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where data is kept (default: $SIGNALBOX_HOME or ~/.signalbox).")
  private @Nullable Path home;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of dashboard and REST on 127.0.0.1 (default: 8080).")
  private @Nullable Integer port;

  Path home() {
    return homeOr(defaultHome());
  }

  Path homeOr(Path otherwise) {
    return (home == null ? otherwise : home).toAbsolutePath().normalize();
  }

  boolean namesHome() {
    return home != null;
  }

  /** The port, if the user named one. */
  Optional<Integer> port() {
    if (port != null && (port < 1 || port > HIGHEST_PORT)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--port " + port + " is not between 1 and " + HIGHEST_PORT,
          "",
          "choose a free port, as in --port 8090");
    }
    return Optional.ofNullable(port);
  }

  /** The living system of the home, if there is one. */
  Optional<ServerFile> living() {
    return ServerFile.ofLiving(home());
  }

  static Path defaultHome() {
    String named = System.getenv("SIGNALBOX_HOME");
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".signalbox")
        : Path.of(named);
  }
}
