package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.ExplainText;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "task",
    description = "Asks about single tasks and steers them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AttachCommand.class,
      TaskCommand.Explain.class,
      TaskActions.Cancel.class,
      TaskActions.Retry.class,
      TaskActions.Prioritise.class,
      PeopleActions.Claim.class,
      PeopleActions.Progress.class,
      PeopleActions.Complete.class,
      PeopleActions.Release.class,
      PeopleActions.Fail.class,
      PeopleActions.People.class
    })
final class TaskCommand {
  @Command(
      name = "explain",
      description = "Says why a task is not running, as the scheduler itself decides it.",
      mixinStandardHelpOptions = true)
  static final class Explain extends SignalboxCommand {
    @Parameters(paramLabel = "PLAN/KEY", description = "The task.")
    private String task = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      TaskName name = TaskName.parse(task);
      try (Api api = server.existing()) {
        JsonNode answer = Asking.of(api).get(name.path(Asking.of(api)) + "/explain").body();
        if (console.json()) {
          console.data(answer.toString());
        } else {
          ExplainText.Answer read = api.as(answer, ExplainText.Answer.class);
          console.say(ExplainText.lines(name.key(), read, Instant.now(), ZoneId.systemDefault()));
        }
        return ExitCode.OK;
      }
    }
  }
}
