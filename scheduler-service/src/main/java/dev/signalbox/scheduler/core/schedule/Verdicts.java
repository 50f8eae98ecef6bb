package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.NeedsPerson;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.message.WithPerson;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.core.conflict.Conflict;
import dev.signalbox.scheduler.core.fleet.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a task may not be published now. Deciding and explaining both ask here. */
final class Verdicts {
  static final String PLAN = "plan";
  static final String SYSTEM = "system";
  static final String NO_FILES = "no-files";
  static final String LANE = "lane ";
  static final String CLASS = "class ";

  private final Ledger ledger;

  private final WaitsFor waits;

  Verdicts(Ledger ledger) {
    this.ledger = ledger;
    this.waits = new WaitsFor(ledger);
  }

  /** The reason, or {@code Free} when the next decision publishes the task. */
  WaitReason of(TaskRun task) {
    return ofState(task)
        .or(() -> inTheWay(task).map(conflict -> held(task, conflict)))
        .or(() -> reservedFor(task).map(Verdicts::reserved))
        .or(() -> limitOf(task.plan, task.kind()).map(limit -> preempting(task, limit)))
        .or(() -> limitOf(task.kind()).map(limit -> preempting(task, limit)))
        .orElseGet(WaitReason.Free::new);
  }

  /** What keeps a plan from publishing: a pause, its cap, the merges before it. */
  Optional<WaitReason> limitOf(PlanRun plan, Kind kind) {
    if (plan.state == PlanState.PAUSED) {
      return Optional.of(new WaitReason.Paused(plan.reason));
    }
    return kind.person()
        ? Optional.empty()
        : plan.costLimit()
            .or(() -> capOf(plan))
            .or(() -> pressure(plan))
            .or(() -> backpressure(plan));
  }

  /** The machines are more loaded than the plan wants them to be. */
  private Optional<WaitReason> pressure(PlanRun plan) {
    Optional<WaitReason> limit = ledger.fleet.limit(plan.setup.content().limits(), plan.out);
    limit.ifPresent(any -> ledger.pressed.add(plan));
    return limit;
  }

  Optional<WaitReason> capOf(PlanRun plan) {
    return cap(PLAN, plan.out, plan.maxWorkers());
  }

  Optional<WaitReason> backpressure(PlanRun plan) {
    String branch = plan.setup.mergeBranch();
    if (!ledger.merges.isFull(branch)) {
      return Optional.empty();
    }
    Duration expected = Duration.ofMillis(ledger.merges.expectedMillis(branch));
    return Optional.of(
        new WaitReason.Backpressure(branch, ledger.merges.waiting(branch), expected));
  }

  /** What keeps all tasks of a kind from being published: lost claims, a cap, workers' slots. */
  Optional<WaitReason> limitOf(Kind kind) {
    if (kind.person()) {
      return ledger.fleet.limit(kind.lane()).filter(WaitReason.NoWorker.class::isInstance);
    }
    return recovering().or(() -> capOf(kind)).or(() -> ledger.fleet.limit(kind.lane()));
  }

  /** Nothing new would be granted. */
  private Optional<WaitReason> recovering() {
    return Optional.ofNullable(ledger.recoveringUntil)
        .filter(until -> until.isAfter(ledger.now))
        .map(WaitReason.Recovering::new);
  }

  /** The cap that all tasks of a kind have reached. */
  private Optional<WaitReason> capOf(Kind kind) {
    return capOfSystem()
        .or(() -> capOf(kind.priority()))
        .or(() -> capOf(kind.lane()))
        .or(() -> capOfNoFiles(kind));
  }

  Optional<WaitReason> capOfSystem() {
    return cap(SYSTEM, ledger.fleet.out(), ledger.policies.caps().system());
  }

  Optional<WaitReason> capOf(Priority priority) {
    int max = ledger.policies.caps().classes().getOrDefault(priority, 0);
    return cap(CLASS + priority, ledger.fleet.out(priority), max);
  }

  Optional<WaitReason> capOf(Lane lane) {
    int max = ledger.policies.caps().lanes().getOrDefault(lane.name(), 0);
    return cap(LANE + lane.name(), ledger.fleet.out(lane), max);
  }

  Optional<WaitReason> capOfNoFiles(Kind kind) {
    int max = kind.unknown() ? ledger.policies.caps().noFiles() : 0;
    return cap(NO_FILES, ledger.unknownOut, max);
  }

  /** The path that is kept for another, when the task would not be over before that can start. */
  Optional<Conflict<TaskRun>> reservedFor(TaskRun task) {
    Instant end = ledger.now.plusMillis(ledger.expectedMillis(task));
    return ledger.reservations.inTheWay(task, end);
  }

  private static Optional<WaitReason> cap(String scope, int used, int max) {
    return max > 0 && used >= max
        ? Optional.of(new WaitReason.CapReached(scope, used, max))
        : Optional.empty();
  }

  private static WaitReason reserved(Conflict<TaskRun> conflict) {
    TaskRun task = conflict.holder();
    Instant until = task.reservedUntil;
    return new WaitReason.Reserved(
        conflict.witness().path(), task.id, until == null ? Instant.EPOCH : until);
  }

  /** Says it when the limit is about to be made room under. */
  private WaitReason preempting(TaskRun task, WaitReason limit) {
    return PreemptionRules.victimFor(
            task, ledger.attempts.values(), PreemptionRules.counts(task, limit))
        .<WaitReason>map(victim -> new WaitReason.Preempting(victim.task.id))
        .orElse(limit);
  }

  Optional<Conflict<OpenAttempt>> inTheWay(TaskRun task) {
    return ledger.ready.inTheWay(task);
  }

  private static WaitReason held(TaskRun task, Conflict<OpenAttempt> conflict) {
    OpenAttempt holder = conflict.holder();
    if (holder.closing == Closing.PREEMPTED && task.priority() == Priority.P0) {
      return new WaitReason.Preempting(holder.task.id);
    }
    return new WaitReason.PathHeld(
        conflict.witness().path(), holder.task.id, holder.publishedAt, holder.expectedEnd());
  }

  private Optional<WaitReason> ofState(TaskRun task) {
    return switch (task.state) {
      case PENDING -> Optional.of(new WaitReason.NeedsOpen(openNeeds(task)));
      case READY -> task.isDeferred() ? Optional.of(deferral(task)) : Optional.empty();
      case QUEUED, CLAIMED, RUNNING, VERIFYING, MERGING -> Optional.of(ofAttempt(task));
      case RETRY_WAIT -> Optional.of(new WaitReason.BackoffUntil(until(task), null));
      case PAUSED -> Optional.of(new WaitReason.Paused(task.reason));
      case COMPLETED -> Optional.of(new WaitReason.Ended(task.state, "merged"));
      case NEEDS_HUMAN ->
          Optional.of(
              new NeedsPerson(task.plan.setup.content().name(), task.id.key(), task.reason));
      case FAILED, CANCELLED, SKIPPED -> Optional.of(new WaitReason.Ended(task.state, task.reason));
    };
  }

  /** An attempt that is out waits for nothing, or for a path that its change needs. */
  private WaitReason ofAttempt(TaskRun task) {
    OpenAttempt current = task.current;
    MergeWait wait = current == null ? null : current.mergeWait;
    if (wait == null) {
      PersonClaim person = task.person;
      return person == null ? new WaitReason.Published(task.state) : with(person, task);
    }
    List<TaskId> cycle = waits.circleOf(task);
    if (!cycle.isEmpty()) {
      return new WaitReason.Deadlock(cycle);
    }
    OpenAttempt holder = ledger.open(wait.holder());
    Instant end = holder == null ? null : holder.expectedEnd();
    return new WaitReason.PathHeld(wait.path(), wait.holder().task(), wait.since(), end);
  }

  private static WaitReason with(PersonClaim claim, TaskRun task) {
    return new WithPerson(
        claim.person(),
        claim.since(),
        claim.until(),
        claim.handedIn(),
        claim.worktree(),
        task.branch,
        claim.step(),
        claim.total(),
        claim.note());
  }

  /** Somebody not known here held the path when a worker asked for it. */
  private WaitReason deferral(TaskRun task) {
    LackOfRoom noRoom = task.noRoom;
    if (noRoom != null) {
      return new WaitReason.NoRoom(
          noRoom.worker(), noRoom.requiredBytes(), noRoom.availableBytes(), until(task));
    }
    String path = task.deferredOn;
    var holder = task.deferredBy;
    return path == null || holder == null
        ? new WaitReason.BackoffUntil(until(task), path == null ? null : path + " is held")
        : new WaitReason.PathHeld(path, holder, task.movedAt, null);
  }

  private Instant until(TaskRun task) {
    return task.notBefore == null ? ledger.now : task.notBefore;
  }

  private static List<TaskKey> openNeeds(TaskRun task) {
    List<TaskKey> open = new ArrayList<>();
    for (TaskRun need : task.needs) {
      if (!need.isMerged()) {
        open.add(need.spec.key());
      }
    }
    return open;
  }
}
