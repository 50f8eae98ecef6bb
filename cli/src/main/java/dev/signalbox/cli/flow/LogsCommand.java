package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Piece;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Prints what a task's command has written.",
    mixinStandardHelpOptions = true)
final class LogsCommand extends SignalboxCommand {
  @Parameters(paramLabel = "PLAN/KEY", description = "The task.")
  private String task = "";

  @Option(names = "--attempt", paramLabel = "N", description = "Which attempt (default: the last).")
  private @Nullable Integer attempt;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the attempt is over.")
  private boolean follow;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  ExitCode run(Console console) {
    TaskName name = TaskName.parse(task);
    try (Api api = server.existing()) {
      Asking asking = Asking.of(api);
      String which = attempt == null ? "" : "&attempt=" + attempt;
      String text = read(console, asking, name.path(asking) + "/log?from=", which);
      if (console.json()) {
        console.data(
            MessageCodec.mapper().createObjectNode().put("task", task).put("log", text).toString());
      }
      return ExitCode.OK;
    }
  }

  /** Prints piece by piece, or gives all back for a program. */
  private String read(Console console, Asking asking, String path, String which) {
    StringBuilder all = new StringBuilder();
    long from = 0;
    while (true) {
      Piece piece = asking.text(path + from + which);
      if (console.json()) {
        all.append(piece.text());
      } else {
        console.print(piece.text());
      }
      boolean nothingNew = piece.next() == from;
      if (piece.text().isEmpty() && (!follow || piece.ended())) {
        return all.toString();
      }
      from = piece.next();
      if (nothingNew) {
        StartServer.pause();
      }
    }
  }
}
