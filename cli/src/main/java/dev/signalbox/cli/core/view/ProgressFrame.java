package dev.signalbox.cli.core.view;

import dev.signalbox.cli.core.view.PlanSummary.Task;
import dev.signalbox.common.message.TaskState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Progress as a frame that is drawn over itself: a bar, counts, and the tasks that matter now. */
public final class ProgressFrame {
  private static final int BAR = 30;
  private static final int MOST_ROWS = 14;
  private static final int STATE_WIDTH = 11;

  private final Paint paint;

  public ProgressFrame(Paint paint) {
    this.paint = paint;
  }

  /** The lines of a frame, none longer than the width. */
  public List<String> lines(PlanSummary summary, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(bar(summary));
    lines.add(counts(summary));
    List<Task> rows = rows(summary);
    int keys = rows.stream().mapToInt(task -> task.key().length()).max().orElse(1);
    rows.stream().limit(MOST_ROWS).forEach(task -> lines.add(row(task, keys, width)));
    if (rows.size() > MOST_ROWS) {
      lines.add(paint.faint("  and " + (rows.size() - MOST_ROWS) + " more"));
    }
    return lines;
  }

  private String bar(PlanSummary summary) {
    long done = summary.tasks().stream().filter(task -> task.state().isFinal()).count();
    int total = Math.max(1, summary.tasks().size());
    int filled = (int) (BAR * done / total);
    String drawn = "#".repeat(filled) + ".".repeat(BAR - filled);
    return "%s [%s] %d/%d  %.0f s"
        .formatted(
            paint.bold(summary.name()), paint.green(drawn), done, total, summary.elapsedSeconds());
  }

  private String counts(PlanSummary summary) {
    return "  "
        + summary.counts().entrySet().stream()
            .map(count -> paint.state(count.getKey(), 0) + " " + count.getValue())
            .collect(Collectors.joining("  "));
  }

  /** Running ones first, then those in trouble. */
  private static List<Task> rows(PlanSummary summary) {
    Stream<Task> active =
        summary.tasks().stream()
            .filter(task -> task.state().isActive())
            .sorted(Comparator.comparing(Task::state).reversed());
    Stream<Task> trouble =
        summary.tasks().stream()
            .filter(task ->
                switch (task.state()) {
                  case RETRY_WAIT, NEEDS_HUMAN, FAILED, CANCELLED -> true;
                  case PENDING,
                      READY,
                      QUEUED,
                      CLAIMED,
                      RUNNING,
                      VERIFYING,
                      MERGING,
                      COMPLETED,
                      PAUSED,
                      SKIPPED ->
                      false;
                });
    return Stream.concat(active, trouble).toList();
  }

  private String row(Task task, int keys, int width) {
    String padded = ("%-" + keys + "s").formatted(task.key());
    int room = Math.max(0, width - keys - STATE_WIDTH - 7);
    String detail = TaskDetail.of(task);
    String fitting = detail.length() > room ? detail.substring(0, room) : detail;
    return "  "
        + padded
        + "  "
        + paint.state(task.state(), STATE_WIDTH)
        + "  "
        + paint.faint(fitting);
  }

  /** Whether a task in this state is worth a row of its own at the end. */
  static boolean isShortfall(TaskState state) {
    return state != TaskState.COMPLETED;
  }
}
