package dev.signalbox.scheduler.core.schedule;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to be looked at again when its time has come; whether it still matters is seen then. */
final class Timers {

  /** What a timer is for. */
  sealed interface Due {
    /** The backoff of a failed task is over. */
    record Retry(TaskRun task) implements Due {}

    /** A deferred task has waited long enough to ask again. */
    record Deferral(TaskRun task) implements Due {}

    /** A waiting task rises by a tier. */
    record Ageing(TaskRun task, Instant readySince) implements Due {}

    /** A published attempt should have been granted by now. */
    record Grant(OpenAttempt attempt) implements Due {}

    /** An attempt should be over by now. */
    record Overrun(OpenAttempt attempt) implements Due {}

    /** A revocation should have been answered by now, or a stop been followed. */
    record Revocation(OpenAttempt attempt) implements Due {}
  }

  private record Timer(Instant at, long number, Due due) {}

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparingLong(Timer::number));
  private long added;

  void add(Instant at, Due due) {
    timers.add(new Timer(at, added++, due));
  }

  /** Takes out the next timer that is due, the earliest first. */
  @Nullable Due poll(Instant now) {
    Timer first = timers.peek();
    if (first == null || first.at().isAfter(now)) {
      return null;
    }
    timers.remove();
    return first.due();
  }

  Optional<Instant> next() {
    return Optional.ofNullable(timers.peek()).map(Timer::at);
  }
}
