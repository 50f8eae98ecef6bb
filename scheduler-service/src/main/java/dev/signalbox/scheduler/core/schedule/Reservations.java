package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Mode;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.scheduler.core.conflict.Conflict;
import dev.signalbox.scheduler.core.conflict.ConflictIndex;
import dev.signalbox.scheduler.core.conflict.PathHold;
import dev.signalbox.scheduler.core.conflict.Witness;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one task are kept for it once it has waited long for them, and others may only fill
 * the time until then: EASY backfilling (Lifka, 1995; Mu'alem and Feitelson, 2001). Without it a
 * task of many paths never runs beside an endless stream of tasks of one.
 */
final class Reservations {
  private static final Comparator<TaskRun> LONGEST_WAITING =
      Comparator.comparing(TaskRun::priority)
          .thenComparing(TaskRun::waitsSince)
          .thenComparingLong(task -> task.plan.order)
          .thenComparingInt(task -> task.ordinal);

  private final ReadyTasks ready;

  /** Tasks that have waited long enough for paths that others may go on taking before them. */
  private final TreeSet<TaskRun> patient = new TreeSet<>(LONGEST_WAITING);

  private @Nullable Reservation current;

  /** The paths of a task, kept for it until others hold them no longer, as far as is expected. */
  private record Reservation(TaskRun task, Instant until, ConflictIndex<TaskRun> paths) {
    static Reservation of(TaskRun task, Instant until) {
      ConflictIndex<TaskRun> paths = new ConflictIndex<>();
      paths.hold(task.wanted(), task);
      return new Reservation(task, until, paths);
    }
  }

  Reservations(ReadyTasks ready) {
    this.ready = ready;
  }

  /**
   * Whether waiting in line is not enough: of many paths, or beside readers, others may always be
   * first. Who wants one path that is written is next in line when it is released.
   */
  static boolean mayBePassed(TaskRun task, Conflict<OpenAttempt> conflict) {
    List<PathHold> wanted = task.wanted();
    Witness witness = conflict.witness();
    boolean lines =
        wanted.size() == 1
            && wanted.getFirst().path().equals(witness.path())
            && conflict.holder().holds().stream()
                .anyMatch(hold -> hold.path().equals(witness.path()) && hold.mode() == Mode.WRITE);
    return !lines;
  }

  void add(TaskRun task) {
    task.patient = true;
    patient.add(task);
  }

  /** Takes up a reservation as it was. */
  void restore(TaskRun task) {
    Instant until = task.reservedUntil;
    if (until != null) {
      current = Reservation.of(task, until);
    }
  }

  /** The task no longer waits for its turn. */
  void forget(TaskRun task) {
    if (task.patient) {
      patient.remove(task);
      task.patient = false;
    }
    if (isFor(task)) {
      drop();
    }
  }

  /** Gives the reservation to who should have it now; says whose it was and whose it is. */
  List<TaskRun> assign(Ledger ledger) {
    TaskRun first = first();
    TaskRun before = current == null ? null : current.task();
    if (first == before) {
      return List.of();
    }
    if (before != null) {
      drop();
    }
    if (first != null) {
      Instant until = expectedStart(first, ledger);
      first.reservedUntil = until;
      current = Reservation.of(first, until);
    }
    return Stream.of(before, first).flatMap(Stream::ofNullable).toList();
  }

  /** The reserved path that keeps the task from starting, when it would not be over in time. */
  Optional<Conflict<TaskRun>> inTheWay(TaskRun task, Instant expectedEnd) {
    Reservation reservation = current;
    if (reservation == null
        || reservation.task() == task
        || task.priority().compareTo(reservation.task().priority()) < 0
        || !expectedEnd.isAfter(reservation.until())) {
      return Optional.empty();
    }
    return reservation.paths().firstConflict(task.wanted());
  }

  private boolean isFor(TaskRun task) {
    return current != null && current.task() == task;
  }

  /** Whoever was kept back by it is to be looked at again. */
  private void drop() {
    Reservation dropped = current;
    current = null;
    if (dropped != null) {
      dropped.task().reservedUntil = null;
      ready.reconsiderKeptBack();
    }
  }

  private @Nullable TaskRun first() {
    for (TaskRun task : patient) {
      if (task.plan.state != PlanState.PAUSED) {
        return task;
      }
    }
    return null;
  }

  /** When those that hold its paths now should all be over. */
  private static Instant expectedStart(TaskRun task, Ledger ledger) {
    ConflictIndex<TaskRun> paths = Reservation.of(task, ledger.now).paths();
    return ledger.attempts.values().stream()
        .filter(attempt -> paths.firstConflict(attempt.holds()).isPresent())
        .map(OpenAttempt::expectedEnd)
        .max(Comparator.naturalOrder())
        .orElse(ledger.now);
  }
}
