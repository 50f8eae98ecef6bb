package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.SubmissionRejected;
import java.util.List;
import java.util.Map;

/**
 * What a batch changed: rows to write, and what to count.
 *
 * @param stale changes that were seen before
 * @param orphans changes of plans that are not known
 */
public record Changes(
    Map<RepositoryId, Long> sequences,
    List<PlanRow> plans,
    List<TaskRow> newTasks,
    List<TaskRow> tasks,
    List<AttemptRow> attempts,
    List<WorkerRow> workers,
    List<HistoryRow> history,
    List<LogChunk> logs,
    List<SubmissionRejected> rejected,
    List<Finished> finished,
    int stale,
    int orphans) {

  /** A task that came to a final state, and how long its last attempt took. */
  public record Finished(String outcome, long durationMillis) {}
}
