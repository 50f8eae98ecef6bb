package dev.signalbox.scheduler.core.learning;

/**
 * How long an attempt of a task is expected to occupy its paths and its slot, and what says so.
 *
 * @param millis from claim to merge; at least 1
 */
public record Expected(long millis, Source source) {
  public Expected {
    millis = Math.max(1, millis);
  }

  /** What an expectation is taken from, the best first. */
  public enum Source {
    /** Attempts of the task of that key in plans of that name. */
    TASK,
    /** Attempts of other tasks with the same command. */
    COMMAND,
    /** The author's duration. */
    ESTIMATE,
    /** The author's story points, at the time a point was learned to take. */
    POINTS,
    /** Attempts of tasks of that type. */
    TYPE,
    /** Nothing is known. */
    ASSUMED;

    /** Whether it takes what earlier attempts took. */
    public boolean isLearned() {
      return switch (this) {
        case TASK, COMMAND, POINTS, TYPE -> true;
        case ESTIMATE, ASSUMED -> false;
      };
    }
  }
}
