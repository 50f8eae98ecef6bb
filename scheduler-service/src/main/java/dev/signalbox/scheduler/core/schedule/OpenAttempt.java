package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt that was published and is not over: it holds its paths and counts as a slot. */
final class OpenAttempt {
  final AttemptRef ref;
  final TaskRun task;
  final Instant publishedAt;

  /** How long it should take, as was thought when it was published. */
  final long expectedMillis;

  /** What its lease as a queued attempt counts from. */
  Instant queuedFrom;

  @Nullable WorkerId worker;
  @Nullable Instant claimedAt;
  @Nullable Closing closing;

  /** Whether the revocation is on its way and to be repeated until it is answered. */
  boolean revoking;

  boolean over;
  String outcome = "";

  OpenAttempt(AttemptRef ref, TaskRun task, Instant publishedAt, long expectedMillis) {
    this.ref = ref;
    this.task = task;
    this.publishedAt = publishedAt;
    this.expectedMillis = expectedMillis;
    this.queuedFrom = publishedAt;
  }

  boolean isCurrent() {
    return task.current == this;
  }

  Instant expectedEnd() {
    return publishedAt.plusMillis(expectedMillis);
  }

  SavedAttempt saved() {
    return new SavedAttempt(ref, publishedAt, worker, claimedAt, closing, over, outcome);
  }
}
