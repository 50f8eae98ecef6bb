package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a command talks to: the one named, else the one of the home. */
final class ServerOptions {
  @Mixin private HomeOptions place = new HomeOptions();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "A server's address (default: $SIGNALBOX_SERVER, else that of the home).")
  private @Nullable String server;

  HomeOptions place() {
    return place;
  }

  /** The server the user named. */
  Optional<Api> named() {
    String url = server == null ? System.getenv("SIGNALBOX_SERVER") : server;
    return url == null || url.isBlank()
        ? Optional.empty()
        : Optional.of(new Api(checked(url), System.getenv("SIGNALBOX_TOKEN")));
  }

  /** The options as the user gave them, for a command that is written down for later. */
  List<String> asGiven() {
    List<String> given = new ArrayList<>();
    if (place.namesHome()) {
      given.addAll(List.of("--home", place.home().toString()));
    }
    if (server != null) {
      given.addAll(List.of("--server", checked(server)));
    }
    return given;
  }

  /** A server that is there already. */
  Api existing() {
    return named().orElseGet(() -> of(place.living().orElseThrow(this::noServer)));
  }

  static Api of(ServerFile file) {
    return new Api(file.url(), file.token());
  }

  private CommandFailure noServer() {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "no server runs in " + place.home(),
        "",
        "start one with: signalbox up");
  }

  private static String checked(String url) {
    if (!url.matches("https?://[^/\\s]+(/.*)?")) {
      throw new CommandFailure(
          ExitCode.USAGE, "not a server's address: " + url, "", "as in http://127.0.0.1:8080");
    }
    return url;
  }
}
