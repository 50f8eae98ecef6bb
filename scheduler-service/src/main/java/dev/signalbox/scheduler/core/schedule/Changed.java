package dev.signalbox.scheduler.core.schedule;

import java.util.List;

/** What is to be written after some inputs: each plan, task and attempt at most once. */
public record Changed(List<SavedPlan> plans, List<SavedTask> tasks, List<SavedAttempt> attempts) {
  public Changed {
    plans = List.copyOf(plans);
    tasks = List.copyOf(tasks);
    attempts = List.copyOf(attempts);
  }

  /** Whether nothing is to be written. */
  public boolean isEmpty() {
    return plans.isEmpty() && tasks.isEmpty() && attempts.isEmpty();
  }
}
