package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;

/** Tells what became of a command that was not refused. */
final class CommandAnswer {
  private CommandAnswer() {}

  /**
   * Shows it.
   *
   * @param applied what is so now
   * @param unchanged why nothing changed
   */
  static ExitCode show(Console console, Answer answer, String applied, String unchanged) {
    if (console.json()) {
      console.data(answer.body().toString());
      return ExitCode.OK;
    }
    switch (answer.body().path("outcome").asString("applied")) {
      case "unchanged" -> console.say("nothing changed: " + unchanged);
      case "accepted" -> console.say("accepted, not decided yet: " + applied);
      default -> console.say(applied);
    }
    return ExitCode.OK;
  }
}
