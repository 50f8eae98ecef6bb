package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.learning.Expected;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A plan at one moment, for what is worked out elsewhere: taking it costs a look at each task.
 *
 * @param workers how many of its tasks may run at one time: its own limit, or all slots if fewer
 * @param waited for how long its tasks waited here so far, in milliseconds by reason
 * @param tasks in the order of the plan
 */
public record PlanSnapshot(
    PlanId plan,
    PlanState state,
    Instant now,
    int workers,
    Map<String, Long> waited,
    List<Task> tasks) {
  public PlanSnapshot {
    waited = Map.copyOf(waited);
    tasks = List.copyOf(tasks);
  }

  /**
   * A task of it. Times in milliseconds.
   *
   * @param expected how long an attempt should take, and what says so
   * @param left how long it still takes: less than expected while it runs, 0 once it is over
   * @param delay how long it must wait before it may start, whatever else there is
   * @param writes the paths it writes
   */
  public record Task(
      TaskKey key,
      List<TaskKey> needs,
      TaskState state,
      Expected expected,
      long left,
      long delay,
      List<String> writes) {
    public Task {
      needs = List.copyOf(needs);
      writes = List.copyOf(writes);
    }

    /** Whether an attempt is with the workers. */
    public boolean isRunning() {
      return state.isActive();
    }

    /** Whether something of it is still to come. */
    public boolean isOpen() {
      return !state.isFinal();
    }
  }
}
