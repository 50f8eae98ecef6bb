package dev.signalbox.scheduler.core.schedule;

import java.util.List;

/**
 * All that must outlive this process about a repository, apart from its plans.
 *
 * @param starts where the plan that was served last in each class stood, in worker-milliseconds
 */
public record SavedRepository(List<Long> starts) {

  /** Of a repository without a history. */
  public static final SavedRepository NEW = new SavedRepository(List.of());

  public SavedRepository {
    starts = List.copyOf(starts);
  }
}
