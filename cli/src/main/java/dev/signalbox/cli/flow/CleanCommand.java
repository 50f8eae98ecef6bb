package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "clean",
    description = {
      "Ends claims of attempts that are over, and removes closed claim refs of ended plans.",
      "Only refs go whose commit is in a branch or preserved."
    },
    mixinStandardHelpOptions = true)
final class CleanCommand extends SignalboxCommand {
  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = SpanConverter.class,
      description = "Only refs of plans that ended so long ago (default: 24h).")
  private Duration age = Duration.ofDays(1);

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  ExitCode run(Console console) {
    try (Api api = server.existing()) {
      JsonNode done =
          Asking.of(api)
              .post("/api/v1/locks/clean?olderThan=" + Api.encoded(age.toString()), "{}")
              .body();
      if (console.json()) {
        console.data(done.toString());
        return ExitCode.OK;
      }
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("REPOSITORY", "REMOVED", "KEPT", ""));
      done.forEach(each -> rows.add(row(each)));
      console.say(
          rows.size() == 1
              ? List.of("no plan ended so long ago; claims are being compared with attempts")
              : TextTable.lines(rows));
      return ExitCode.OK;
    }
  }

  private static List<String> row(JsonNode each) {
    return List.of(
        each.path("repository").asString(""),
        Integer.toString(each.path("removed").asInt()),
        Integer.toString(each.path("kept").asInt()),
        each.path("problem").asString(""));
  }
}
