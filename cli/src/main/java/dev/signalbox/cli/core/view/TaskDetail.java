package dev.signalbox.cli.core.view;

import dev.signalbox.cli.core.view.PlanSummary.Task;

/** The words beside a task's state: what is worth knowing in that state. */
final class TaskDetail {
  private static final int SHORT_COMMIT = 8;

  private TaskDetail() {}

  static String of(Task task) {
    return switch (task.state()) {
      case COMPLETED -> merged(task);
      case CLAIMED, RUNNING, VERIFYING, MERGING -> attempt(task);
      case PENDING, READY, QUEUED, RETRY_WAIT, NEEDS_HUMAN, PAUSED, FAILED, CANCELLED, SKIPPED ->
          task.briefly();
    };
  }

  private static String merged(Task task) {
    String commit = task.commit();
    String tries = task.attempts() > 1 ? ", attempt " + task.attempts() : "";
    return commit == null
        ? "nothing to merge" + tries
        : "merged " + commit.substring(0, Math.min(SHORT_COMMIT, commit.length())) + tries;
  }

  private static String attempt(Task task) {
    String tries = task.attempts() > 1 ? "attempt " + task.attempts() : "";
    String where = task.worker() == null ? "" : "on " + task.worker();
    return (where + " " + tries).strip();
  }
}
