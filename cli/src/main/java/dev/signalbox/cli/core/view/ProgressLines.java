package dev.signalbox.cli.core.view;

import dev.signalbox.cli.core.view.PlanSummary.Task;
import dev.signalbox.common.message.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Progress as lines: one for each change of a task's state since the summary before. */
public final class ProgressLines {
  private static final int STATE_WIDTH = 11;

  private final Paint paint;
  private final Map<String, TaskState> seen = new HashMap<>();
  private final Set<String> warned = new HashSet<>();

  public ProgressLines(Paint paint) {
    this.paint = paint;
  }

  /** What changed since the last call, in the plan's order. */
  public List<String> changes(PlanSummary summary) {
    int width = summary.tasks().stream().mapToInt(task -> task.key().length()).max().orElse(1);
    List<String> lines = new ArrayList<>();
    for (Task task : summary.tasks()) {
      TaskState before = seen.put(task.key(), task.state());
      if (isNews(before, task.state()) || isWarning(task)) {
        lines.add(line(summary, task, width));
      }
    }
    return lines;
  }

  /** Waiting for needs, paths or a slot is no news: what was waited for shows when it happens. */
  private static boolean isNews(@Nullable TaskState before, TaskState now) {
    boolean waits = now == TaskState.PENDING || now == TaskState.READY || now == TaskState.QUEUED;
    return now != before && !waits;
  }

  /** A timeout that is near is said once for each. */
  private boolean isWarning(Task task) {
    return task.timeoutAt() != null && warned.add(task.key() + task.timeoutAt());
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
