package dev.signalbox.dashboard.core;

import dev.signalbox.common.message.TaskState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is shown.
 *
 * @param attempts how many attempts counted against it
 * @param attempt the number of its latest attempt; 0 before the first
 * @param reason why it is in its state; may be empty
 * @param durationSeconds of its latest attempt, to its end or to now; absent before its start
 */
public record TaskView(
    String key,
    TaskState state,
    int attempts,
    int attempt,
    @Nullable String worker,
    @Nullable String branch,
    @Nullable String commit,
    String reason,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Double durationSeconds,
    String title,
    String type,
    String priority,
    int wave,
    List<String> needs,
    List<String> files) {

  /** As it is at that moment. */
  public static TaskView of(TaskRow row, Instant now) {
    TaskFacts facts = row.facts();
    TaskStatus status = row.status();
    return new TaskView(
        facts.id().key().value(),
        status.state(),
        status.attempts(),
        status.attempt(),
        status.worker(),
        status.branch(),
        status.commit(),
        status.reason(),
        status.startedAt(),
        status.endedAt(),
        status.startedAt() == null ? null : status.durationMillis(now) / 1000.0,
        facts.title(),
        facts.type(),
        facts.priority(),
        facts.wave(),
        facts.needs(),
        facts.files());
  }
}
