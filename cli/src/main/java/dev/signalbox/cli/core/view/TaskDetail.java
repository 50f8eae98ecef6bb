package dev.signalbox.cli.core.view;

import dev.signalbox.cli.core.view.PlanSummary.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The words beside a task's state: what is worth knowing in that state. */
final class TaskDetail {
  private static final int SHORT_COMMIT = 8;
  private static final int PERCENT = 100;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private TaskDetail() {}

  static String of(Task task) {
    return switch (task.state()) {
      case COMPLETED -> merged(task);
      case CLAIMED, RUNNING, VERIFYING, MERGING -> attempt(task);
      case PENDING, READY, QUEUED, RETRY_WAIT, NEEDS_HUMAN, PAUSED, FAILED, CANCELLED, SKIPPED ->
          task.briefly();
    };
  }

  /** How far the attempt says that it is; nothing when it does not say. */
  static String progress(Task task) {
    List<String> words = new ArrayList<>();
    Integer step = task.step();
    Integer steps = task.steps();
    if (step != null) {
      words.add(steps == null ? "step " + step : step + "/" + steps + percent(step, steps));
    }
    if (task.note() != null) {
      words.add(task.note());
    }
    Double left = task.remainingSeconds();
    if (left != null) {
      words.add("about " + Spans.of(Duration.ofSeconds(Math.round(left))) + " left");
    }
    if (task.cost() != null) {
      words.add(task.cost());
    }
    if (task.timeoutAt() != null) {
      words.add("times out at " + CLOCK.format(Instant.parse(task.timeoutAt()).atZone(zone())));
    }
    return String.join(", ", words);
  }

  private static String percent(int step, int steps) {
    return steps == 0 ? "" : " " + step * PERCENT / steps + " %";
  }

  private static ZoneId zone() {
    return ZoneId.systemDefault();
  }

  private static String merged(Task task) {
    String commit = task.commit();
    String tries = task.attempts() > 1 ? ", attempt " + task.attempts() : "";
    return commit == null
        ? "nothing to merge" + tries
        : "merged " + commit.substring(0, Math.min(SHORT_COMMIT, commit.length())) + tries;
  }

  /** Who does it: a person's work is on no worker, though one keeps their claim. */
  private static String where(Task task) {
    if (task.person() != null) {
      return "with " + task.person();
    }
    return task.worker() == null ? "" : "on " + task.worker();
  }

  private static String attempt(Task task) {
    String tries = task.attempts() > 1 ? "attempt " + task.attempts() : "";
    String where = where(task);
    String progress = progress(task);
    String place = (where + " " + tries).strip();
    return progress.isEmpty() || place.isEmpty() ? place + progress : place + ": " + progress;
  }
}
