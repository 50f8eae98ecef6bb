package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.RepositoryId;
import java.util.List;
import java.util.Map;

/**
 * The rows a batch starts from.
 *
 * @param attempts those named by the batch and the current ones of its tasks
 * @param workers all that are known
 */
public record Loaded(
    Map<RepositoryId, Long> sequences,
    List<PlanRow> plans,
    List<TaskRow> tasks,
    List<AttemptRow> attempts,
    List<WorkerRow> workers) {
  public static final Loaded NOTHING =
      new Loaded(Map.of(), List.of(), List.of(), List.of(), List.of());

  public Loaded {
    sequences = Map.copyOf(sequences);
    plans = List.copyOf(plans);
    tasks = List.copyOf(tasks);
    attempts = List.copyOf(attempts);
    workers = List.copyOf(workers);
  }
}
