package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.AnalysisText;
import dev.signalbox.cli.core.view.DeskText;
import dev.signalbox.cli.core.view.EstimateErrors;
import dev.signalbox.cli.core.view.PlanSummary;
import dev.signalbox.cli.core.view.SummaryText;
import dev.signalbox.common.analysis.PlanAnalysis;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.RepositorySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows what a plan is like, and how it goes where a server has it.",
    mixinStandardHelpOptions = true)
final class PlanShow extends SignalboxCommand {
  @Parameters(
      paramLabel = "PLAN",
      description = "A plan file, or a plan's id, the beginning of it, or its name.")
  private String plan = "";

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private PlanViews.EffortOptions effort = new PlanViews.EffortOptions();

  @Override
  ExitCode run(Console console) {
    return NamedPlan.isFile(plan) ? ofFile(console) : ofServer(console);
  }

  private ExitCode ofFile(Console console) {
    Optional<Plan> found = NamedPlan.find(console, plan, server);
    if (found.isEmpty()) {
      return ExitCode.FAILURE;
    }
    PlanAnalysis analysis = effort.analyse(found.get());
    if (console.json()) {
      console.data(MessageCodec.mapper().writeValueAsString(analysis));
    } else {
      console.say(console.paint().bold(found.get().name()) + "  " + Path.of(plan));
      console.say(repository(found.get().repository()));
      console.say(AnalysisText.summary(analysis, console.paint()));
    }
    return ExitCode.OK;
  }

  /** Said of a repository that is elsewhere; the one around the plan needs no words. */
  private static List<String> repository(RepositorySpec spec) {
    String url = spec.url();
    if (url == null) {
      return List.of();
    }
    String base = spec.base() == null ? "" : ", begun at " + spec.base();
    String target = spec.target() == null ? "its default branch" : spec.target();
    return List.of("  repository  " + url, "  merges into " + target + base);
  }

  private ExitCode ofServer(Console console) {
    try (Api api = server.existing()) {
      Asking asking = Asking.of(api);
      String id = asking.planId(plan);
      Answer answer = asking.get("/api/v1/plans/" + id);
      if (console.json()) {
        console.data(answer.body().toString());
        return ExitCode.OK;
      }
      PlanSummary summary = api.as(answer.body(), PlanSummary.class).with(people(api));
      console.say(SummaryText.lines(summary, console.paint()));
      PlanAnalysis analysis = effort.analyse(NamedPlan.read(asking, id));
      console.say(AnalysisText.summary(analysis, console.paint()));
      console.say(estimates(api, id));
      return ExitCode.OK;
    }
  }

  /** Who works on tasks themselves; a plan is shown without their names too. */
  private static List<DeskText.Worker> people(Api api) {
    try {
      Answer answer = api.get("/api/v1/people");
      return answer.ok() ? List.of(api.as(answer.body(), DeskText.Worker[].class)) : List.of();
    } catch (IOException away) {
      return List.of();
    }
  }

  /** Said when there is something to say; a plan is shown without it too. */
  private static List<String> estimates(Api api, String id) {
    try {
      Answer answer = api.get("/api/v1/plans/" + id + "/estimates");
      return answer.ok() ? api.as(answer.body(), EstimateErrors.class).lines() : List.of();
    } catch (IOException away) {
      return List.of();
    }
  }
}
