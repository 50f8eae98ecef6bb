package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.PlanChange.TaskChanged;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Cost;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a task: its times as the scheduler changed the task's state, its end as the worker
 * told it.
 *
 * @param outcome how it ended; absent while it did not
 * @param detail what the worker said of its end, or else of its merge
 * @param preserved the ref that keeps what was not merged
 * @param cost what it has cost, as {@code 0.42 USD}; absent when it told nothing
 */
public record AttemptRow(
    AttemptKey key,
    long token,
    @Nullable String worker,
    @Nullable Instant queuedAt,
    @Nullable Instant claimedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String outcome,
    @Nullable String detail,
    @Nullable String preserved,
    @Nullable String cost) {

  static AttemptRow of(AttemptRef attempt) {
    return new AttemptRow(
        AttemptKey.of(attempt),
        attempt.token().value(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The task moved while this attempt was the current one. */
  AttemptRow moved(TaskChanged change) {
    TaskState to = change.to();
    var by = change.worker();
    boolean busy = TaskStatus.isBusy(to);
    return new AttemptRow(
        key,
        token,
        by == null ? worker : by.value(),
        to == TaskState.QUEUED ? change.at() : queuedAt,
        busy && claimedAt == null ? change.at() : claimedAt,
        to == TaskState.RUNNING ? change.at() : startedAt,
        endedAt,
        outcome,
        detail,
        preserved,
        cost);
  }

  /** The task left this attempt behind. What the worker said of the end is kept. */
  AttemptRow left(Instant at, String how) {
    return new AttemptRow(
        key,
        token,
        worker,
        queuedAt,
        claimedAt,
        startedAt,
        endedAt == null ? at : endedAt,
        outcome == null ? how : outcome,
        detail,
        preserved,
        cost);
  }

  /** The worker told how it ended. */
  AttemptRow told(AttemptEnd end) {
    return new AttemptRow(
        key,
        token,
        end.worker(),
        queuedAt,
        claimedAt,
        startedAt,
        endedAt == null ? end.at() : endedAt,
        end.outcome(),
        end.detail().isEmpty() && detail != null ? detail : end.detail(),
        end.preserved(),
        cost);
  }

  /** Something worth knowing came up on the way to its merge; it stays when nothing went wrong. */
  AttemptRow noted(String what) {
    return new AttemptRow(
        key,
        token,
        worker,
        queuedAt,
        claimedAt,
        startedAt,
        endedAt,
        outcome,
        detail == null || detail.isEmpty() ? what : detail + "; " + what,
        preserved,
        cost);
  }

  /** It told what it has cost up to now. */
  AttemptRow cost(Cost told) {
    return new AttemptRow(
        key,
        token,
        worker,
        queuedAt,
        claimedAt,
        startedAt,
        endedAt,
        outcome,
        detail,
        preserved,
        told.toString());
  }
}
