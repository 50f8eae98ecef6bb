package dev.signalbox.cli.core.view;

import dev.signalbox.cli.core.view.PlanSummary.Task;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.repository.RemoteUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The last words on a plan: what happened, how long it took, and what did not complete and why. */
public final class SummaryText {
  private static final int STATE_WIDTH = 11;

  /** Lines of a failed task's output. */
  private static final int MOST_OUTPUT = 6;

  private SummaryText() {}

  public static List<String> lines(PlanSummary summary, Paint paint) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(paint.bold(summary.name()) + "  " + verdict(summary, paint));
    lines.add("  tasks       " + counts(summary));
    lines.add("  elapsed     " + elapsed(summary));
    List<String> costs = summary.costs();
    if (costs != null && !costs.isEmpty()) {
      lines.add("  cost        " + String.join(", ", costs));
    }
    String location = summary.location();
    if (location != null && RemoteUrl.find(location).isPresent()) {
      lines.add("  repository  " + location);
    }
    if (summary.mergeBranch() != null && summary.counts().containsKey(TaskState.COMPLETED)) {
      lines.add("  merged into " + summary.mergeBranch());
    }
    List<Task> others =
        summary.tasks().stream().filter(task -> ProgressFrame.isShortfall(task.state())).toList();
    int keys = others.stream().mapToInt(task -> task.key().length()).max().orElse(1);
    others.forEach(task -> lines.addAll(shortfall(task, keys, paint)));
    return lines;
  }

  private static String verdict(PlanSummary summary, Paint paint) {
    String state = summary.state() == null ? "UNKNOWN" : summary.state().name();
    return summary.isComplete() ? paint.green(state) : paint.red(state);
  }

  private static String counts(PlanSummary summary) {
    return summary.counts().entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String elapsed(PlanSummary summary) {
    Double efficiency = summary.efficiency();
    String used =
        efficiency == null
            ? ""
            : String.format(Locale.ROOT, ", %.0f %% of the allowed workers busy", 100 * efficiency);
    return String.format(Locale.ROOT, "%.1f s", summary.elapsedSeconds()) + used;
  }

  /** One that is at work has no reason to say, but tells how far it is. */
  private static String brief(Task task) {
    return task.state().isActive() ? TaskDetail.of(task) : task.briefly();
  }

  private static List<String> shortfall(Task task, int keys, Paint paint) {
    String padded = ("%-" + keys + "s").formatted(task.key());
    List<String> lines = new ArrayList<>();
    lines.add("  " + paint.state(task.state(), STATE_WIDTH) + " " + padded + "  " + brief(task));
    String indent = " ".repeat(STATE_WIDTH + keys + 5);
    task.why().lines().skip(1).limit(MOST_OUTPUT).forEach(line -> lines.add(indent + "| " + line));
    return lines;
  }
}
