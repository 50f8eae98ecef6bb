package dev.signalbox.cli.core.view;

import dev.signalbox.common.analysis.PlanAnalysis;
import dev.signalbox.common.analysis.PlanAnalysis.Step;
import dev.signalbox.simulator.Forecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a plan would take, for people. */
public final class SimulationText {
  private static final int MOST_ON_PATH = 8;

  private SimulationText() {}

  /** A row for each policy, and what no order is quicker than. */
  public static List<String> lines(PlanAnalysis plan, List<Forecast> forecasts) {
    Duration least = plan.bounds().least();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("POLICY", "TAKES", "OVER THE BOUND", "EFFICIENCY", "WAITS, SUMMED OVER TASKS"));
    forecasts.forEach(forecast -> rows.add(row(forecast, least)));
    List<String> lines = new ArrayList<>(TextTable.lines(rows));
    lines.add("");
    lines.add(
        "no order is quicker than "
            + Amounts.span(least)
            + ": "
            + Amounts.of(plan.tasks(), "task")
            + ", "
            + Amounts.span(plan.work())
            + " of work, "
            + Amounts.of(plan.bounds().workers(), "worker"));
    lines.add("critical path, " + Amounts.span(plan.longest()) + ": " + path(plan.criticalPath()));
    return lines;
  }

  private static List<String> row(Forecast forecast, Duration least) {
    double over = 100.0 * forecast.makespan().toMillis() / Math.max(1, least.toMillis()) - 100;
    return List.of(
        forecast.policy().toString(),
        Amounts.span(forecast.makespan()),
        String.format(Locale.ROOT, "%+.1f %%", over),
        String.format(Locale.ROOT, "%.0f %%", 100 * forecast.efficiency()),
        forecast.waits().entrySet().stream()
            .map(SimulationText::wait)
            .collect(Collectors.joining(", ")));
  }

  private static String wait(Map.Entry<String, Duration> wait) {
    return wait.getKey() + " " + Amounts.span(wait.getValue());
  }

  private static String path(List<Step> steps) {
    String named =
        steps.stream()
            .limit(MOST_ON_PATH)
            .map(step -> step.task().value())
            .collect(Collectors.joining(" → "));
    int more = steps.size() - MOST_ON_PATH;
    return more > 0 ? named + " → " + more + " more" : named;
  }
}
