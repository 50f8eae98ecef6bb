package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "logs",
    description = "Prints what a task's command has written.",
    mixinStandardHelpOptions = true)
final class LogsCommand extends SignalboxCommand {
  @Parameters(paramLabel = "PLAN/KEY", description = "The task.")
  private String task = "";

  @Option(names = "--attempt", paramLabel = "N", description = "Which attempt (default: the last).")
  private @Nullable Integer attempt;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  ExitCode run(Console console) {
    TaskName name = TaskName.parse(task);
    try (Api api = server.existing()) {
      String query = attempt == null ? "" : "?attempt=" + attempt;
      JsonNode answer = Asking.of(api).get(name.path() + "/logs" + query).body();
      if (console.json()) {
        console.data(answer.toString());
      } else {
        Lists.in(answer, "lines").forEach(line -> console.say(text(line)));
      }
      return ExitCode.OK;
    }
  }

  private static String text(JsonNode line) {
    return line.isString() ? line.asString() : line.path("text").asString(line.toString());
  }
}
