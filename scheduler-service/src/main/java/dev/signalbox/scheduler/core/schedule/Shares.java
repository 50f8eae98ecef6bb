package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.plan.Priority;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Fair shares between plans inside a class, by start-time fair queueing (Goyal, Vin and Cheng,
 * 1996) over worker-milliseconds. An attempt is charged to its plan when it starts, with what it
 * should take; the charge doubles when it takes longer, and becomes what it took when it is over. A
 * plan that was not served for a while starts where the others are, so that credit is not hoarded.
 */
final class Shares {
  private final ReadyTasks ready;

  /** Where the plan that was served last in a class stood when it was. */
  private final long[] starts = new long[Priority.values().length];

  private boolean charged;

  Shares(ReadyTasks ready) {
    this.ready = ready;
  }

  /** Charges an attempt that starts now. */
  void charge(OpenAttempt attempt) {
    int level = attempt.charge.priority().ordinal();
    long[] used = attempt.task.plan.used;
    long start = start(used[level], starts[level]);
    starts[level] = start;
    charged = true;
    set(attempt, start + attempt.charge.millis());
  }

  /** Where a plan starts that used so much, when the last one that was served started there. */
  static long start(long used, long last) {
    return Math.max(used, last);
  }

  /** The attempt lasts longer than was thought: it will take twice as long. */
  void prolong(OpenAttempt attempt) {
    long millis = attempt.charge.millis();
    add(attempt, millis);
    attempt.charge = attempt.charge.of(2 * millis);
  }

  /** The attempt is over after that time. */
  void settle(OpenAttempt attempt, Duration took) {
    long millis = Math.max(0, took.toMillis());
    add(attempt, millis - attempt.charge.millis());
    attempt.charge = attempt.charge.of(millis);
  }

  /** Whether an attempt was charged since the last call. */
  boolean wasCharged() {
    boolean was = charged;
    charged = false;
    return was;
  }

  List<Long> saved() {
    return Arrays.stream(starts).boxed().toList();
  }

  void restore(List<Long> saved) {
    copy(saved, starts);
  }

  static void copy(List<Long> saved, long[] into) {
    for (int level = 0; level < saved.size(); level++) {
      into[level] = saved.get(level);
    }
  }

  private void add(OpenAttempt attempt, long millis) {
    set(attempt, attempt.task.plan.used[attempt.charge.priority().ordinal()] + millis);
  }

  private void set(OpenAttempt attempt, long used) {
    PlanRun plan = attempt.task.plan;
    ready.reshare(
        plan,
        attempt.charge.priority(),
        () -> plan.used[attempt.charge.priority().ordinal()] = used);
  }
}
