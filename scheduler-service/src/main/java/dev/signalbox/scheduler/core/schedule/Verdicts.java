package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.scheduler.core.conflict.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a task may not be published now. Deciding and explaining both ask here. */
final class Verdicts {
  private final Ledger ledger;

  private final WaitsFor waits;

  Verdicts(Ledger ledger) {
    this.ledger = ledger;
    this.waits = new WaitsFor(ledger);
  }

  /** The reason, or {@code Free} when the next decision publishes the task. */
  WaitReason of(TaskRun task) {
    return ofState(task)
        .or(() -> inTheWay(task).map(Verdicts::held))
        .or(() -> limitOf(task.plan))
        .or(() -> limitOf(task.kind()))
        .orElseGet(WaitReason.Free::new);
  }

  /** What keeps a plan from publishing: a pause, its cap. */
  Optional<WaitReason> limitOf(PlanRun plan) {
    if (plan.state == PlanState.PAUSED) {
      return Optional.of(new WaitReason.Paused(plan.reason));
    }
    int max = plan.maxWorkers();
    if (plan.out >= max) {
      return Optional.of(new WaitReason.CapReached("plan", plan.out, max));
    }
    return Optional.empty();
  }

  /** What keeps all tasks of a kind from being published: the workers' slots. */
  Optional<WaitReason> limitOf(Kind kind) {
    return ledger.fleet.limit(kind.lane());
  }

  Optional<Conflict<OpenAttempt>> inTheWay(TaskRun task) {
    return ledger.ready.inTheWay(task);
  }

  private static WaitReason held(Conflict<OpenAttempt> conflict) {
    OpenAttempt holder = conflict.holder();
    return new WaitReason.PathHeld(
        conflict.witness().path(), holder.task.id, holder.publishedAt, holder.expectedEnd());
  }

  private Optional<WaitReason> ofState(TaskRun task) {
    return switch (task.state) {
      case PENDING -> Optional.of(new WaitReason.NeedsOpen(openNeeds(task)));
      case READY -> task.isDeferred() ? Optional.of(deferral(task)) : Optional.empty();
      case QUEUED, CLAIMED, RUNNING, VERIFYING, MERGING -> Optional.of(ofAttempt(task));
      case RETRY_WAIT -> Optional.of(new WaitReason.BackoffUntil(until(task)));
      case PAUSED -> Optional.of(new WaitReason.Paused(task.reason));
      case COMPLETED -> Optional.of(new WaitReason.Ended(task.state, "merged"));
      case NEEDS_HUMAN, FAILED, CANCELLED, SKIPPED ->
          Optional.of(new WaitReason.Ended(task.state, task.reason));
    };
  }

  /** An attempt that is out waits for nothing, or for a path that its change needs. */
  private WaitReason ofAttempt(TaskRun task) {
    OpenAttempt current = task.current;
    MergeWait wait = current == null ? null : current.mergeWait;
    if (wait == null) {
      return new WaitReason.Published(task.state);
    }
    List<TaskId> cycle = waits.circleOf(task);
    if (!cycle.isEmpty()) {
      return new WaitReason.Deadlock(cycle);
    }
    OpenAttempt holder = ledger.open(wait.holder());
    Instant end = holder == null ? null : holder.expectedEnd();
    return new WaitReason.PathHeld(wait.path(), wait.holder().task(), wait.since(), end);
  }

  /** Somebody not known here held the path when a worker asked for it. */
  private WaitReason deferral(TaskRun task) {
    String path = task.deferredOn;
    var holder = task.deferredBy;
    return path == null || holder == null
        ? new WaitReason.BackoffUntil(until(task))
        : new WaitReason.PathHeld(path, holder, task.movedAt, null);
  }

  private Instant until(TaskRun task) {
    return task.notBefore == null ? ledger.now : task.notBefore;
  }

  private static List<TaskKey> openNeeds(TaskRun task) {
    return task.needs.stream()
        .filter(need -> !need.isMerged())
        .map(need -> need.spec.key())
        .toList();
  }
}
