package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "release",
    description = {
      "Takes the claim of a task away: its attempt is stopped, and what it did is kept.",
      "Who, when and why is kept in the history of the task."
    },
    mixinStandardHelpOptions = true)
final class ReleaseCommand extends SignalboxCommand {
  @Parameters(paramLabel = "PLAN/KEY", description = "The task whose claim is taken away.")
  private String task = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; the holder is told, and it is kept with the task.")
  private String reason = "";

  @Option(
      names = "--hold",
      description = "The task then waits for a person, instead of being tried again.")
  private boolean hold;

  @Option(names = "--yes", description = "Do it; without, only says what would be stopped.")
  private boolean yes;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  ExitCode run(Console console) {
    TaskName name = TaskName.parse(task);
    if (reason.isBlank()) {
      throw new CommandFailure(
          ExitCode.USAGE, "the reason is empty", "", "say why: it is kept with the task");
    }
    if (!yes) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "nothing is released yet: the attempt of " + task + " would be stopped",
          "",
          "signalbox locks list shows what it holds; add --yes to take it away");
    }
    try (Api api = server.existing()) {
      Asking asking = Asking.of(api);
      String path = "/api/v1/locks/" + asking.planId(name.plan()) + "/" + Api.encoded(name.key());
      var answer = asking.good(api.post(path + "/release", body(), headers()));
      String then = hold ? "then it waits for a person" : "then it is tried again";
      return CommandAnswer.show(
          console,
          answer,
          name.key() + " is being stopped and gives its paths back; " + then,
          name.key() + " is being stopped already");
    } catch (IOException away) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "the server does not answer", away.toString(), "ask again");
    }
  }

  private String body() {
    return MessageCodec.mapper()
        .createObjectNode()
        .put("reason", reason)
        .put("hold", hold)
        .toString();
  }

  private static Map<String, String> headers() {
    return Map.of(
        "Content-Type",
        "application/json",
        "X-Submitted-By",
        System.getProperty("user.name", "unknown"));
  }
}
