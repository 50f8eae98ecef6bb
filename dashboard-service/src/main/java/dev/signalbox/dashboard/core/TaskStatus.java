package dev.signalbox.dashboard.core;

import dev.signalbox.common.message.PlanChange.TaskChanged;
import dev.signalbox.common.message.PlanChange.TaskProgressed;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is.
 *
 * @param attempts how many attempts counted against it
 * @param attempt the number of its latest attempt; 0 before the first
 * @param busySince since when a worker spends time on it; absent when none does
 * @param progress how far its latest attempt said that it is
 * @param timeoutAt when its command will be ended; absent while that is not near
 */
public record TaskStatus(
    TaskState state,
    int attempts,
    int attempt,
    @Nullable String worker,
    @Nullable String branch,
    @Nullable String commit,
    String reason,
    @Nullable Instant busySince,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Instant changedAt,
    Point point,
    Progress progress,
    @Nullable Instant timeoutAt) {

  static TaskStatus pending(Instant at, Point point) {
    return new TaskStatus(
        TaskState.PENDING,
        0,
        0,
        null,
        null,
        null,
        "",
        null,
        null,
        null,
        at,
        point,
        Progress.NONE,
        null);
  }

  /** The latest attempt told how far it is. */
  TaskStatus told(TaskProgressed change, Point where) {
    boolean sameAttempt = change.attempt().number() == attempt;
    return new TaskStatus(
        state,
        attempts,
        attempt,
        worker,
        branch,
        commit,
        reason,
        busySince,
        startedAt,
        endedAt,
        changedAt,
        where,
        sameAttempt ? change.progress() : progress,
        sameAttempt ? orElse(change.timeoutAt(), timeoutAt) : timeoutAt);
  }

  /** By the steps that are over, how long the others will take; absent when nothing is known. */
  @Nullable Double remainingSeconds(Instant now) {
    Integer step = progress.step();
    Integer steps = progress.steps();
    if (step == null || steps == null || startedAt == null || state != TaskState.RUNNING) {
      return null;
    }
    double spent = Math.max(0, Duration.between(startedAt, now).toMillis()) / 1000.0;
    return step <= 0 ? null : spent / step * Math.max(0, steps - step);
  }

  TaskStatus after(TaskChanged change, Point where) {
    var told = change.attempt();
    int number = told == null ? attempt : told.number();
    TaskStatus before = number != attempt || startsAnew(change.to()) ? blank() : this;
    Instant busy = before.busyAfter(change);
    var worker = change.worker();
    return new TaskStatus(
        change.to(),
        change.attempts(),
        number,
        worker == null ? before.worker : worker.value(),
        orElse(change.branch(), before.branch),
        orElse(change.commit(), before.commit),
        change.reason(),
        busy,
        before.startAfter(change),
        change.to().isFinal() ? change.at() : null,
        change.at(),
        where,
        before.progress,
        change.to() == TaskState.RUNNING ? before.timeoutAt : null);
  }

  /** From its start, or from its claim where the start was never told. */
  long durationMillis(Instant now) {
    Instant start = orElse(startedAt, busySince);
    if (start == null) {
      return 0;
    }
    return Math.max(0, Duration.between(start, orElse(endedAt, now)).toMillis());
  }

  /** Whether a worker spends time on a task in this state. */
  static boolean isBusy(TaskState state) {
    return state.isActive() && state != TaskState.QUEUED;
  }

  private TaskStatus blank() {
    return new TaskStatus(
        state,
        attempts,
        attempt,
        null,
        null,
        null,
        "",
        null,
        null,
        null,
        changedAt,
        point,
        Progress.NONE,
        null);
  }

  private @Nullable Instant busyAfter(TaskChanged change) {
    return isBusy(change.to()) ? orElse(busySince, change.at()) : null;
  }

  private @Nullable Instant startAfter(TaskChanged change) {
    if (startedAt != null || change.to() == TaskState.CLAIMED) {
      return startedAt;
    }
    return isBusy(change.to()) ? change.at() : busySince;
  }

  /** States in which nothing of an earlier attempt is true any more. */
  private static boolean startsAnew(TaskState state) {
    return switch (state) {
      case PENDING, READY, QUEUED, RETRY_WAIT, SKIPPED -> true;
      case CLAIMED,
          RUNNING,
          VERIFYING,
          MERGING,
          COMPLETED,
          NEEDS_HUMAN,
          PAUSED,
          FAILED,
          CANCELLED ->
          false;
    };
  }

  private static <T> @Nullable T orElse(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }
}
