package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.ProblemText;
import dev.signalbox.common.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "amend",
    description = {
      "Adds tasks to a plan, and needs to tasks that are not with the workers yet.",
      "A plan that has completed or failed goes on."
    },
    mixinStandardHelpOptions = true)
final class AmendCommand extends SignalboxCommand {
  @Parameters(
      paramLabel = "ID",
      description = "The plan: its id, the beginning of it, or its name.")
  private String plan = "";

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "tasks: as in a plan, and add-needs: with the new needs of old tasks.")
  private Path file = Path.of("more.yaml");

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  ExitCode run(Console console) {
    String document = text();
    try (Api api = server.existing()) {
      Asking asking = Asking.of(api);
      Answer answer = send(api, "/api/v1/plans/" + asking.planId(plan) + "/amend", document);
      List<Problem> placed =
          api.problems(answer).stream().filter(problem -> problem.line() > 0).toList();
      if (!answer.ok() && !placed.isEmpty()) {
        ProblemText words = new ProblemText(file.toString(), document, console.paint());
        placed.forEach(problem -> words.lines(problem).forEach(console::note));
        return ExitCode.FAILURE;
      }
      return CommandAnswer.show(
          console,
          asking.good(answer),
          plan + " has what " + file + " adds",
          plan + " has all of " + file + " already");
    }
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot read " + file,
          unreadable.toString(),
          "name a file with tasks: or add-needs:");
    }
  }

  private static Answer send(Api api, String path, String document) {
    try {
      return api.post(
          path,
          document,
          Map.of(
              "Content-Type",
              "application/yaml",
              "X-Submitted-By",
              System.getProperty("user.name", "unknown")));
    } catch (IOException away) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "no server answers at " + api.url(),
          away.toString(),
          "start one with: signalbox up");
    }
  }
}
