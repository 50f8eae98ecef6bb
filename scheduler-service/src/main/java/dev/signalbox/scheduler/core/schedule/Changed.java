package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.scheduler.core.learning.Experience;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written after some inputs: each plan, task and attempt at most once.
 *
 * @param repository absent when nothing changed but plans
 */
public record Changed(
    @Nullable SavedRepository repository,
    List<SavedPlan> plans,
    List<SavedAmendment> amendments,
    List<SavedTask> tasks,
    List<SavedAttempt> attempts,
    Experience experience) {
  public Changed {
    plans = List.copyOf(plans);
    amendments = List.copyOf(amendments);
    tasks = List.copyOf(tasks);
    attempts = List.copyOf(attempts);
  }

  /** Whether nothing is to be written. */
  public boolean isEmpty() {
    return repository == null
        && plans.isEmpty()
        && tasks.isEmpty()
        && attempts.isEmpty()
        && experience.isEmpty();
  }
}
