package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.WaitReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Ends circles of tasks that wait for each other (S0-39, S0-40). Only an attempt that waits to
 * merge holds something while it waits, so every circle closes when such a wait begins, and a
 * search there misses none.
 */
final class Deadlocks {

  /** The lowest class first, then who has worked the shortest time, then the newest attempt. */
  private static final Comparator<OpenAttempt> VICTIM =
      Comparator.<OpenAttempt>comparingInt(attempt -> attempt.task.priority().ordinal())
          .thenComparing(Deadlocks::workingSince)
          .thenComparing(attempt -> attempt.ref.token())
          .reversed();

  private final Ledger ledger;
  private final AttemptRules attempts;
  private final WaitsFor waits;

  Deadlocks(Ledger ledger, AttemptRules attempts) {
    this.ledger = ledger;
    this.attempts = attempts;
    this.waits = new WaitsFor(ledger);
  }

  /** Stops one of each circle that the attempt, which has begun to wait, is in. */
  void resolve(OpenAttempt waiting) {
    List<TaskRun> circle = waits.deadlockOf(waiting.task);
    while (!circle.isEmpty()) {
      OpenAttempt victim = victim(circle);
      List<TaskId> named = circle.stream().map(task -> task.id).toList();
      // Claiming all at its start from now on, it never again holds anything while it waits.
      victim.task.serialised = true;
      ledger.touch(victim.task);
      ledger.emit(new Effect.DeadlockFound(named, victim.task.id));
      attempts.close(victim, Closing.DEADLOCK, new WaitReason.Deadlock(named).sentence());
      circle = waits.deadlockOf(waiting.task);
    }
  }

  private static OpenAttempt victim(List<TaskRun> circle) {
    return circle.stream()
        .map(task -> task.current)
        .filter(attempt -> attempt != null && attempt.mergeWait != null)
        .min(VICTIM)
        .orElseThrow();
  }

  private static Instant workingSince(OpenAttempt attempt) {
    return attempt.claimedAt == null ? attempt.publishedAt : attempt.claimedAt;
  }
}
