package dev.signalbox.scheduler.core.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that must outlive this process about a repository, apart from its plans.
 *
 * @param starts where the plan that was served last in each class stood, in worker-milliseconds
 * @param mergeMillis how long a merge into each branch takes
 */
public record SavedRepository(List<Long> starts, Map<String, Long> mergeMillis) {

  /** Of a repository without a history. */
  public static final SavedRepository NEW = new SavedRepository(List.of(), Map.of());

  public SavedRepository {
    starts = List.copyOf(starts);
    mergeMillis =
        Collections.unmodifiableMap(
            new LinkedHashMap<>(Objects.requireNonNullElse(mergeMillis, Map.of())));
  }
}
