package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Mode;
import dev.signalbox.scheduler.core.conflict.PathHold;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes plans as they stand. */
final class Snapshots {
  private final Ledger ledger;

  Snapshots(Ledger ledger) {
    this.ledger = ledger;
  }

  PlanSnapshot of(PlanRun plan) {
    int own = plan.maxWorkers();
    return new PlanSnapshot(
        plan.setup.id(),
        plan.state,
        ledger.now,
        Math.min(own, ledger.fleet.slots()),
        plan.waited,
        plan.tasks().stream().map(this::task).toList());
  }

  private PlanSnapshot.Task task(TaskRun task) {
    return new PlanSnapshot.Task(
        task.spec.key(),
        task.needs.stream().map(need -> need.spec.key()).toList(),
        task.state,
        task.expected,
        left(task),
        task.state.isFinal() ? 0 : millisUntil(task.notBefore),
        task.holds.stream().filter(hold -> hold.mode() == Mode.WRITE).map(PathHold::path).toList());
  }

  /** What a holder has spent already counts. */
  private long left(TaskRun task) {
    if (task.state.isFinal()) {
      return 0;
    }
    OpenAttempt current = task.current;
    return current == null || current.person != null
        ? ledger.expectedMillis(task)
        : millisUntil(current.expectedEnd());
  }

  private long millisUntil(@Nullable Instant end) {
    return end == null ? 0 : Math.max(0, Duration.between(ledger.now, end).toMillis());
  }
}
