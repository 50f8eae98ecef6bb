package dev.signalbox.cli.core.view;

import dev.signalbox.cli.core.view.PlanSummary.Task;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Summaries with what a test names, and nothing else. */
final class TestingSummaries {
  private TestingSummaries() {}

  static PlanSummary of(PlanState state, Task... tasks) {
    return new PlanSummary(
        "id",
        "shop",
        state,
        "main",
        "signalbox/shop",
        "c0",
        "/r",
        null,
        List.of(tasks),
        12.3,
        0.5,
        null);
  }

  static Task task(String key, TaskState state) {
    return task(key, state, 1, null, "");
  }

  static Task task(
      String key, TaskState state, int attempts, @Nullable String commit, String reason) {
    return new Task(
        key, state, attempts, "local", null, commit, reason, null, null, null, null, null, null,
        null, null, null);
  }

  /** A task that tells how far it is. */
  static Task reporting(String key, @Nullable String timeoutAt) {
    return new Task(
        key,
        TaskState.RUNNING,
        1,
        "local",
        null,
        null,
        "",
        null,
        null,
        3,
        7,
        "writing tests",
        "0.42 USD",
        95.4,
        timeoutAt,
        null);
  }
}
