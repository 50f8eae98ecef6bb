package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "locks",
    description = "Shows who holds which paths.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = LocksCommand.ListAll.class)
final class LocksCommand {
  @Command(name = "list", description = "Lists claims.", mixinStandardHelpOptions = true)
  static final class ListAll extends SignalboxCommand {
    @Option(
        names = "--repository",
        paramLabel = "ID",
        description = "Only claims of this repository.")
    private String repository = "";

    @Option(names = "--path", paramLabel = "PATH", description = "Only claims that cover it.")
    private String path = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      try (Api api = server.existing()) {
        JsonNode claims = Lists.in(Asking.of(api).get("/api/v1/locks" + query()).body(), "claims");
        if (console.json()) {
          console.data(claims.toString());
          return ExitCode.OK;
        }
        List<List<String>> rows =
            new ArrayList<>(List.of(List.of("TASK", "WORKER", "UNTIL", "WRITES")));
        claims.forEach(claim -> rows.add(row(claim)));
        console.say(TextTable.lines(rows));
        return ExitCode.OK;
      }
    }

    private String query() {
      List<String> parts = new ArrayList<>();
      if (!repository.isEmpty()) {
        parts.add("repository=" + Api.encoded(repository));
      }
      if (!path.isEmpty()) {
        parts.add("path=" + Api.encoded(path));
      }
      return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static List<String> row(JsonNode claim) {
      String writes =
          claim
              .path("footprint")
              .path("writes")
              .valueStream()
              .map(JsonNode::asString)
              .collect(Collectors.joining(" "));
      return List.of(
          claim.path("attempt").path("task").asString(""),
          claim.path("worker").asString(""),
          claim.path("expiresAt").asString(""),
          writes);
    }
  }
}
