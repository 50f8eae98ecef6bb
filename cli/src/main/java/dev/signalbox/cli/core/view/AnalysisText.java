package dev.signalbox.cli.core.view;

import dev.signalbox.common.analysis.BusyPath;
import dev.signalbox.common.analysis.Effort;
import dev.signalbox.common.analysis.PlanAnalysis;
import dev.signalbox.common.analysis.PlanAnalysis.Step;
import dev.signalbox.common.id.TaskKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is known of a plan before it runs, for people. */
public final class AnalysisText {
  private static final int MOST_ON_PATH = 8;
  private static final int MOST_BUSY = 3;

  private AnalysisText() {}

  /** A few lines: the shape, how long, with how many workers, and what is written in turns. */
  public static List<String> summary(PlanAnalysis plan, Paint paint) {
    List<String> lines = new ArrayList<>();
    lines.add(row("graph", shape(plan) + paint.faint("  " + plan.kind().meaning())));
    lines.add(row("parallel", parallelism(plan)));
    lines.add(
        row("critical", path(plan.criticalPath()) + ", together " + Amounts.span(plan.longest())));
    lines.add(row("work", Amounts.span(plan.work()) + ", " + sources(plan)));
    lines.add(row("estimate", estimate(plan.bounds())));
    plan.busiest().stream()
        .limit(MOST_BUSY)
        .forEach(path -> lines.add(row("in turns", busy(path))));
    return lines;
  }

  /** A table of the critical path, and how long it is. */
  public static List<String> criticalPath(PlanAnalysis plan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("#", "TASK", "WAVE", "STARTS AFTER", "TAKES"));
    for (Step step : plan.criticalPath()) {
      rows.add(
          List.of(
              Integer.toString(rows.size()),
              step.task().value(),
              Integer.toString(step.wave()),
              Amounts.span(step.start()),
              Amounts.span(step.duration())));
    }
    List<String> lines = new ArrayList<>(TextTable.lines(rows));
    lines.add("");
    lines.add(
        Amounts.of(plan.criticalPath().size(), "task")
            + ", together "
            + Amounts.span(plan.longest())
            + ": no number of workers ends earlier");
    return lines;
  }

  /** A table of the waves. They are for the eye only: a task starts as its last need merges. */
  public static List<String> waves(PlanAnalysis plan, int width) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("WAVE", "TASKS", "WORK", "NAMES"));
    List<Duration> work = workOf(plan);
    for (int wave = 0; wave < plan.waves().size(); wave++) {
      List<TaskKey> tasks = plan.waves().get(wave);
      rows.add(
          List.of(
              Integer.toString(wave),
              Integer.toString(tasks.size()),
              Amounts.span(work.get(wave)),
              names(tasks, width / 2)));
    }
    return TextTable.lines(rows);
  }

  private static List<Duration> workOf(PlanAnalysis plan) {
    List<Duration> work = new ArrayList<>();
    plan.waves().forEach(wave -> work.add(Duration.ZERO));
    plan.steps()
        .forEach(step -> work.set(step.wave(), work.get(step.wave()).plus(step.duration())));
    return work;
  }

  /** As many names as fit, and how many more there are. */
  static String names(List<TaskKey> tasks, int width) {
    StringBuilder line = new StringBuilder(tasks.getFirst().value());
    for (int at = 1; at < tasks.size(); at++) {
      String next = ", " + tasks.get(at);
      if (line.length() + next.length() > width) {
        return line + " and " + (tasks.size() - at) + " more";
      }
      line.append(next);
    }
    return line.toString();
  }

  private static String row(String name, String value) {
    return String.format(Locale.ROOT, "  %-9s %s", name, value);
  }

  private static String shape(PlanAnalysis plan) {
    return plan.kind().name().toLowerCase(Locale.ROOT)
        + ": "
        + Amounts.of(plan.tasks(), "task")
        + ", "
        + Amounts.of(plan.needs(), "need")
        + ", "
        + Amounts.of(plan.waves().size(), "wave");
  }

  private static String parallelism(PlanAnalysis plan) {
    return "up to "
        + Amounts.of(plan.usefulWorkers(), "worker")
        + (plan.usefulWorkers() == 1 ? " helps, " : " help, ")
        + String.format(Locale.ROOT, "%.1f", plan.parallelism())
        + " on average; the widest wave has "
        + plan.width();
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

  private static String sources(PlanAnalysis plan) {
    List<String> parts = new ArrayList<>();
    for (Effort.Source source : Effort.Source.values()) {
      Integer count = plan.sources().get(source);
      if (count != null) {
        parts.add(count + " " + words(source));
      }
    }
    return String.join(", ", parts);
  }

  private static String words(Effort.Source source) {
    return switch (source) {
      case ESTIMATE -> "estimated";
      case POINTS -> "by story points";
      case ASSUMED -> "assumed";
    };
  }

  private static String estimate(PlanAnalysis.Bounds bounds) {
    boolean open = bounds.greedy().compareTo(bounds.least()) > 0;
    return "at least "
        + Amounts.span(bounds.least())
        + " with "
        + Amounts.of(bounds.workers(), "worker")
        + (open
            ? "; at most " + Amounts.span(bounds.greedy()) + " if files never get in the way"
            : "");
  }

  private static String busy(BusyPath path) {
    return ConflictText.path(path.path())
        + ": "
        + Amounts.of(path.tasks(), "writer")
        + ", together "
        + Amounts.span(path.load());
  }
}
