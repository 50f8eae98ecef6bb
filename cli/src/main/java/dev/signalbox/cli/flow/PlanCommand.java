package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.TextTable;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "plan",
    description = "Checks, lists, shows and steers plans.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PlanCommand.Validate.class,
      PlanCommand.ListAll.class,
      PlanShow.class,
      PlanViews.Graph.class,
      PlanViews.CriticalPath.class,
      PlanViews.Waves.class,
      PlanViews.Conflicts.class,
      PlanSimulate.class,
      PlanActions.Cancel.class,
      PlanActions.Pause.class,
      PlanActions.Resume.class,
      PlanActions.Retry.class,
      PlanActions.Prioritise.class,
      PlanActions.Limit.class,
      AmendCommand.class
    })
final class PlanCommand {

  /** How many plans of a list are not over, in words; nothing for none. */
  static String openOf(JsonNode plans) {
    long open =
        plans
            .valueStream()
            .map(plan -> plan.path("state").asString(""))
            .filter(state -> state.equals("RUNNING") || state.equals("PAUSED"))
            .count();
    return open == 0 ? "" : ", " + open + " open";
  }

  @Command(
      name = "validate",
      description = "Checks a plan without a server.",
      mixinStandardHelpOptions = true)
  static final class Validate extends SignalboxCommand {
    @Parameters(paramLabel = "PLAN", description = "The plan file.")
    private Path plan = Path.of("plan.yaml");

    @Option(names = "--strict", description = "Warnings refuse the plan, too.")
    private boolean strict;

    @Override
    ExitCode run(Console console) {
      PlanFile file = PlanFile.read(plan);
      Optional<Plan> read = file.plan();
      List<Problem> problems = new ArrayList<>(file.reading().problems());
      read.ifPresent(valid -> problems.addAll(file.repositoryProblems(valid)));
      read.ifPresent(valid -> problems.addAll(file.turns(valid)));
      boolean valid = problems.stream().noneMatch(this::refuses);
      file.show(console, problems, valid);
      if (valid && !console.json()) {
        console.say(
            file.name() + " is valid: " + read.map(p -> p.tasks().size()).orElse(0) + " tasks");
      }
      return valid ? ExitCode.OK : ExitCode.FAILURE;
    }

    private boolean refuses(Problem problem) {
      return switch (problem.severity()) {
        case ERROR -> true;
        case WARNING -> strict;
        case INFO -> false;
      };
    }
  }

  @Command(name = "list", description = "Lists plans.", mixinStandardHelpOptions = true)
  static final class ListAll extends SignalboxCommand {
    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      try (Api api = server.existing()) {
        JsonNode plans = Lists.in(Asking.of(api).get("/api/v1/plans").body(), "plans");
        if (console.json()) {
          console.data(plans.toString());
          return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("PLAN", "NAME", "STATE")));
        plans.forEach(plan -> rows.add(row(plan)));
        console.say(TextTable.lines(rows));
        return ExitCode.OK;
      }
    }

    private static List<String> row(JsonNode plan) {
      String id = plan.path("plan").asString(plan.path("id").asString(""));
      return List.of(id, plan.path("name").asString(""), plan.path("state").asString(""));
    }
  }
}
