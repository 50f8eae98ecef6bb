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
    /** The plan it is about. */
    PlanRun plan();

    /** The backoff of a failed task is over. */
    record Retry(TaskRun task) implements Due {
      @Override
      public PlanRun plan() {
        return task.plan;
      }
    }

    /** A deferred task has waited long enough to ask again. */
    record Deferral(TaskRun task) implements Due {
      @Override
      public PlanRun plan() {
        return task.plan;
      }
    }

    /** A waiting task rises by a tier. */
    record Ageing(TaskRun task, Instant readySince) implements Due {
      @Override
      public PlanRun plan() {
        return task.plan;
      }
    }

    /** A task may have waited long enough for its paths. */
    record Patience(TaskRun task, Instant readySince) implements Due {
      @Override
      public PlanRun plan() {
        return task.plan;
      }
    }

    /** A published attempt should have been granted by now. */
    record Grant(OpenAttempt attempt) implements Due {
      @Override
      public PlanRun plan() {
        return attempt.task.plan;
      }
    }

    /** A person is to be reminded of their claim, or it ends. */
    record Lease(TaskRun task, Instant since) implements Due {
      @Override
      public PlanRun plan() {
        return task.plan;
      }
    }

    /** An attempt should be over by now. */
    record Overrun(OpenAttempt attempt) implements Due {
      @Override
      public PlanRun plan() {
        return attempt.task.plan;
      }
    }

    /** A revocation should have been answered by now, or a stop been followed. */
    record Revocation(OpenAttempt attempt) implements Due {
      @Override
      public PlanRun plan() {
        return attempt.task.plan;
      }
    }

    /** A plan may have been over for long enough to be taken out of memory. */
    record Disposal(PlanRun plan, Instant restsSince) implements Due {}
  }

  private record Timer(Instant at, long number, Due due) {}

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparingLong(Timer::number));
  private long added;

  /** How many timers are about plans that were taken out of memory. */
  private int dead;

  void add(Instant at, Due due) {
    timers.add(new Timer(at, added++, due));
    due.plan().timers++;
  }

  /** Takes out the next timer that is due, the earliest first. */
  @Nullable Due poll(Instant now) {
    for (Timer first = timers.peek(); first != null; first = timers.peek()) {
      if (first.at().isAfter(now)) {
        return null;
      }
      timers.remove();
      first.due().plan().timers--;
      if (!first.due().plan().disposed) {
        return first.due();
      }
      dead--;
    }
    return null;
  }

  /** Nothing of the plan matters any more. What is dead never takes more room than what lives. */
  void forget(PlanRun plan) {
    plan.disposed = true;
    dead += plan.timers;
    if (2 * dead >= timers.size()) {
      timers.removeIf(timer -> timer.due().plan().disposed);
      dead = 0;
    }
  }

  Optional<Instant> next() {
    return Optional.ofNullable(timers.peek()).map(Timer::at);
  }
}
