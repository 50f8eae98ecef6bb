package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.view.SimulationText;
import dev.signalbox.common.analysis.PlanAnalysis;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.simulator.Forecast;
import dev.signalbox.simulator.Policy;
import dev.signalbox.simulator.WhatIf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a plan would take if nothing went wrong, in virtual time. */
@Command(
    name = "simulate",
    description = "Runs a plan in virtual time and says how long it would take, and why.",
    mixinStandardHelpOptions = true)
final class PlanSimulate extends PlanViews.View {
  @Option(
      names = "--policy",
      paramLabel = "critical-path|fifo|wave",
      converter = PolicyConverter.class,
      description = "In which order tasks start (default: all, to compare).")
  private @Nullable Policy policy;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Vary every task's time by up to a fifth, by this seed.")
  private @Nullable Long seed;

  @Mixin private PlanViews.EffortOptions effort = new PlanViews.EffortOptions();

  @Override
  void show(Console console, Plan plan) {
    PlanAnalysis analysis = effort.analyse(plan);
    Long varied = seed;
    OptionalLong by = varied == null ? OptionalLong.empty() : OptionalLong.of(varied);
    WhatIf whatIf = new WhatIf(plan, effort.effort(), effort.workers(plan), by);
    List<Forecast> forecasts = policies().map(whatIf::run).toList();
    if (console.json()) {
      PlanViews.View.data(console, document(plan, analysis, forecasts));
    } else {
      console.say(console.paint().bold(plan.name()));
      console.say(SimulationText.lines(analysis, forecasts));
    }
  }

  private Stream<Policy> policies() {
    Policy one = policy;
    return one == null ? Stream.of(Policy.values()) : Stream.of(one);
  }

  private static Map<String, Object> document(
      Plan plan, PlanAnalysis analysis, List<Forecast> forecasts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", plan.name());
    document.put("tasks", analysis.tasks());
    document.put("work", analysis.work());
    document.put("bounds", analysis.bounds());
    document.put(
        "criticalPath", analysis.criticalPath().stream().map(PlanAnalysis.Step::task).toList());
    document.put("policies", forecasts);
    return document;
  }
}
