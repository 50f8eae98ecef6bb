package dev.signalbox.scheduler.core.schedule;

import java.util.List;

/** A plan with its tasks and its attempts that are not over, as they were saved. */
public record Saved(SavedPlan plan, List<SavedTask> tasks, List<SavedAttempt> attempts) {
  public Saved {
    tasks = List.copyOf(tasks);
    attempts = List.copyOf(attempts);
  }
}
