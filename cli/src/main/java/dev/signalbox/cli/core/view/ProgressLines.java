package dev.signalbox.cli.core.view;

import dev.signalbox.cli.core.view.PlanSummary.Task;
import dev.signalbox.common.message.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Progress as lines: one for each change of a task's state since the summary before. */
public final class ProgressLines {
  private static final int STATE_WIDTH = 11;

  private final Paint paint;
  private final Map<String, TaskState> seen = new HashMap<>();

  public ProgressLines(Paint paint) {
    this.paint = paint;
  }

  /** What changed since the last call, in the plan's order. */
  public List<String> changes(PlanSummary summary) {
    int width = summary.tasks().stream().mapToInt(task -> task.key().length()).max().orElse(1);
    List<String> lines = new ArrayList<>();
    for (Task task : summary.tasks()) {
      TaskState before = seen.put(task.key(), task.state());
      if (isNews(before, task.state())) {
        lines.add(line(summary, task, width));
      }
    }
    return lines;
  }

  /** Waiting is where every task starts: only leaving it is news. */
  private static boolean isNews(TaskState before, TaskState now) {
    boolean waits = now == TaskState.PENDING || now == TaskState.READY;
    return now != before && !(before == null && waits);
  }

  private String line(PlanSummary summary, Task task, int width) {
    String padded = ("%-" + width + "s").formatted(task.key());
    String detail = TaskDetail.of(task);
    long done = summary.tasks().stream().filter(each -> each.state().isFinal()).count();
    String progress = done + "/" + summary.tasks().size();
    return "%7s  %s  %s  %s"
        .formatted(progress, padded, paint.state(task.state(), STATE_WIDTH), paint.faint(detail))
        .stripTrailing();
  }
}
