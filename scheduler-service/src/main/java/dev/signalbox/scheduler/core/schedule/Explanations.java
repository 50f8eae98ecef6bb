package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.NeedsPerson;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.message.WithPerson;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds to verdicts since when they stand and when they should end. Made anew for each question. */
final class Explanations {
  private final Ledger ledger;
  private final Verdicts verdicts;

  /** When the first attempt of a plan should be over. */
  private final Map<PlanRun, Optional<Instant>> firstEnds = new HashMap<>();

  private @Nullable Optional<Instant> firstEnd;

  Explanations(Ledger ledger, Verdicts verdicts) {
    this.ledger = ledger;
    this.verdicts = verdicts;
  }

  Waiting of(TaskRun task) {
    WaitReason reason = verdicts.of(task);
    return new Waiting(
        task.id, task.state, reason, since(task, reason), until(reason), eta(task, reason));
  }

  private static Instant since(TaskRun task, WaitReason reason) {
    Instant moved = task.movedAt;
    boolean heldLater = reason instanceof WaitReason.PathHeld held && held.since().isAfter(moved);
    return heldLater ? ((WaitReason.PathHeld) reason).since() : moved;
  }

  private static @Nullable Instant until(WaitReason reason) {
    return switch (reason) {
      case WaitReason.BackoffUntil backoff -> backoff.until();
      case WaitReason.Reserved reserved -> reserved.until();
      case WaitReason.Recovering recovering -> recovering.until();
      case WaitReason.NeedsOpen any -> null;
      case WaitReason.PathHeld any -> null;
      case WaitReason.CapReached any -> null;
      case WaitReason.Backpressure any -> null;
      case WaitReason.NoFreeSlot any -> null;
      case WaitReason.CostReached any -> null;
      case WaitReason.NoRoom room -> room.until();
      case WaitReason.Pressure any -> null;
      case WaitReason.Preempting any -> null;
      case WaitReason.NoWorker any -> null;
      case WaitReason.Paused any -> null;
      case WaitReason.Deadlock any -> null;
      case NeedsPerson any -> null;
      case WithPerson with -> with.until();
      case WaitReason.Ended any -> null;
      case WaitReason.Published any -> null;
      case WaitReason.Free any -> null;
    };
  }

  private @Nullable Instant eta(TaskRun task, WaitReason reason) {
    return switch (reason) {
      case WaitReason.NeedsOpen any -> endOfNeeds(task);
      case WaitReason.PathHeld held -> held.expectedEnd();
      case WaitReason.Reserved reserved -> reserved.until();
      case WaitReason.BackoffUntil backoff -> backoff.until();
      case WaitReason.Recovering recovering -> recovering.until();
      case WaitReason.CapReached cap ->
          cap.scope().equals("plan") ? firstEnd(task.plan).orElse(null) : firstEnd().orElse(null);
      case WaitReason.NoFreeSlot any -> firstEnd().orElse(null);
      case WaitReason.Pressure any -> firstEnd().orElse(null);
      case WaitReason.Backpressure pressure -> ledger.now.plus(pressure.expected());
      case WaitReason.CostReached any -> null;
      case WaitReason.NoRoom room -> room.until();
      case WaitReason.Published any -> task.current == null ? null : task.current.expectedEnd();
      case WaitReason.Preempting any -> null;
      case WaitReason.NoWorker any -> null;
      case WaitReason.Paused any -> null;
      case WaitReason.Deadlock any -> null;
      case NeedsPerson any -> null;
      case WithPerson any -> null;
      case WaitReason.Ended any -> null;
      case WaitReason.Free any -> ledger.now;
    };
  }

  /** Known only while all that is missing is at work, and not with people. */
  private static @Nullable Instant endOfNeeds(TaskRun task) {
    Instant last = null;
    for (TaskRun need : task.needs) {
      if (!need.isMerged()) {
        OpenAttempt current = need.current;
        if (current == null || current.person != null) {
          return null;
        }
        Instant end = current.expectedEnd();
        last = last == null || end.isAfter(last) ? end : last;
      }
    }
    return last;
  }

  private Optional<Instant> firstEnd(PlanRun plan) {
    return firstEnds.computeIfAbsent(plan, any -> firstEndOf(plan));
  }

  private Optional<Instant> firstEnd() {
    Optional<Instant> known = firstEnd;
    if (known == null) {
      known = firstEndOf(null);
      firstEnd = known;
    }
    return known;
  }

  private Optional<Instant> firstEndOf(@Nullable PlanRun plan) {
    return ledger.attempts.values().stream()
        .filter(attempt -> plan == null || attempt.task.plan == plan)
        .map(OpenAttempt::expectedEnd)
        .min(Instant::compareTo);
  }
}
