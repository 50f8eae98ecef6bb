package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.Priority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Stops work of lower classes that alone keeps a P0 task from running (S1-39, C10): its worker
 * keeps what it has, and it is tried again. One P0 task at a time; what is being merged is left
 * alone.
 */
final class PreemptionRules {
  /** How many waiting P0 tasks are looked at, the most urgent first: a decision must stay cheap. */
  static final int LOOKED_AT = 32;

  private static final Comparator<OpenAttempt> LEAST =
      Comparator.<OpenAttempt, Priority>comparing(attempt -> attempt.task.priority())
          .thenComparing(attempt -> attempt.publishedAt)
          .thenComparing(attempt -> attempt.ref.token().value())
          .reversed();

  private static final Comparator<TaskRun> ORDER =
      Comparator.<TaskRun>comparingLong(task -> task.plan.used[Priority.P0.ordinal()])
          .thenComparingLong(task -> task.plan.order)
          .thenComparing(TaskRun.IN_PLAN);

  private final Ledger ledger;
  private final Verdicts verdicts;
  private final AttemptRules attempts;

  PreemptionRules(Ledger ledger, Verdicts verdicts, AttemptRules attempts) {
    this.ledger = ledger;
    this.verdicts = verdicts;
    this.attempts = attempts;
  }

  void preempt() {
    if (!ledger.policies.order().preemption()) {
      return;
    }
    for (TaskRun urgent : waiting()) {
      Room room = roomFor(urgent);
      if (room.isPossible()) {
        String reason = "stopped to make room for " + urgent.id.key();
        room.victims.forEach(victim -> attempts.close(victim, Closing.PREEMPTED, reason));
        return;
      }
    }
  }

  /** Published ones that no slot was free for come first: they may still be in the buffer. */
  private List<TaskRun> waiting() {
    Stream<TaskRun> published =
        ledger.attempts.values().stream()
            .filter(attempt -> attempt.isCurrent() && attempt.closing == null)
            .filter(attempt -> attempt.person == null)
            .map(attempt -> attempt.task)
            .filter(task -> task.priority() == Priority.P0 && task.state == TaskState.QUEUED);
    Stream<TaskRun> ready =
        ledger.plans.values().stream()
            .filter(plan -> plan.state != PlanState.PAUSED)
            .flatMap(plan -> plan.groups.values().stream())
            .filter(group -> group.pool.kind.priority() == Priority.P0)
            .filter(group -> !group.pool.kind.person())
            .flatMap(group -> group.mostUrgent(LOOKED_AT))
            .filter(task -> !task.asksToSplit())
            .sorted(ORDER)
            .limit(LOOKED_AT);
    return Stream.concat(published, ready).toList();
  }

  /** What must end for a task to run. */
  private static final class Room {
    final List<OpenAttempt> victims = new ArrayList<>();
    boolean ends;
    boolean impossible;

    boolean isPossible() {
      return !impossible && (ends || !victims.isEmpty());
    }
  }

  private Room roomFor(TaskRun urgent) {
    Room room = new Room();
    boolean published = urgent.state == TaskState.QUEUED;
    if (!published) {
      freePaths(urgent, room);
      caps(urgent).forEach(cap -> freeCap(urgent, cap, room));
      room.impossible |= verdicts.backpressure(urgent.plan).isPresent();
    }
    freeSlots(urgent, published ? 0 : 1, room);
    return room;
  }

  private void freePaths(TaskRun urgent, Room room) {
    for (OpenAttempt holder : ReadyTasks.allInTheWay(urgent, ledger.attempts.values())) {
      if (holder.closing != null) {
        room.ends = true;
      } else if (mayBeStopped(holder)) {
        room.victims.add(holder);
      } else {
        room.impossible = true;
      }
    }
  }

  private List<WaitReason> caps(TaskRun urgent) {
    Kind kind = urgent.kind();
    return Stream.of(
            verdicts.capOf(urgent.plan),
            verdicts.capOfSystem(),
            verdicts.capOf(kind.priority()),
            verdicts.capOf(kind.lane()),
            verdicts.capOfNoFiles(kind))
        .flatMap(Optional::stream)
        .toList();
  }

  private void freeCap(TaskRun urgent, WaitReason limit, Room room) {
    if (limit instanceof WaitReason.CapReached cap) {
      free(cap.used() + 1 - cap.max(), scope(urgent, cap.scope()), room);
    }
  }

  /** The attempts whose end would make room under a limit. */
  static Predicate<OpenAttempt> counts(TaskRun task, WaitReason limit) {
    if (limit instanceof WaitReason.CapReached cap) {
      return scope(task, cap.scope());
    }
    boolean slots = limit instanceof WaitReason.NoFreeSlot || limit instanceof WaitReason.Pressure;
    return attempt -> slots;
  }

  /** The attempts that count against the same cap. */
  static Predicate<OpenAttempt> scope(TaskRun task, String scope) {
    if (scope.equals(Verdicts.PLAN)) {
      return attempt -> attempt.task.plan == task.plan;
    }
    if (scope.equals(Verdicts.NO_FILES)) {
      return attempt -> attempt.task.unknown;
    }
    if (scope.startsWith(Verdicts.LANE)) {
      return attempt -> attempt.task.lane.equals(task.lane);
    }
    return scope.equals(Verdicts.SYSTEM) ? attempt -> true : attempt -> false;
  }

  private void freeSlots(TaskRun urgent, int more, Room room) {
    room.impossible |= ledger.fleet.slots(urgent.lane) == 0;
    int onLane = ledger.fleet.missing(urgent.lane, more);
    if (onLane > 0) {
      free(onLane, attempt -> attempt.task.lane.equals(urgent.lane), room);
    }
    int inAll = ledger.fleet.missing(more);
    if (inAll > 0) {
      free(inAll, attempt -> true, room);
    }
  }

  /** Chooses victims until so many of those that count are about to end. */
  private void free(int wanted, Predicate<OpenAttempt> counts, Room room) {
    List<OpenAttempt> counted =
        ledger.attempts.values().stream()
            .filter(attempt -> attempt.person == null)
            .filter(counts)
            .toList();
    long ending = counted.stream().filter(any -> any.closing != null).count();
    room.ends |= ending > 0;
    long missing = wanted - ending - room.victims.stream().filter(counts).count();
    List<OpenAttempt> able =
        counted.stream()
            .filter(attempt -> mayBeStopped(attempt) && !room.victims.contains(attempt))
            .sorted(LEAST)
            .toList();
    if (missing > able.size()) {
      room.impossible = true;
    } else {
      able.stream().limit(Math.max(0, missing)).forEach(room.victims::add);
    }
  }

  private static boolean mayBeStopped(OpenAttempt attempt) {
    TaskState state = attempt.task.state;
    return attempt.isCurrent()
        && attempt.closing == null
        && attempt.person == null
        && attempt.task.priority() != Priority.P0
        && (state == TaskState.QUEUED || state == TaskState.CLAIMED || state == TaskState.RUNNING);
  }

  /** The attempt that is being stopped for a task, if that is what it waits for. */
  static Optional<OpenAttempt> victimFor(
      TaskRun task, Collection<OpenAttempt> attempts, Predicate<OpenAttempt> of) {
    return task.priority() == Priority.P0
        ? attempts.stream()
            .filter(attempt -> attempt.closing == Closing.PREEMPTED)
            .filter(of)
            .findFirst()
        : Optional.empty();
  }
}
