package dev.signalbox.dashboard.core;

import dev.signalbox.common.message.Progress;
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
 * @param step how far its latest attempt said that it is, of so many steps
 * @param note what it said that it does
 * @param cost of its latest attempt, as {@code 0.42 USD}
 * @param remainingSeconds by the steps that are over; absent when it told none
 * @param timeoutAt when its command will be ended; absent while that is not near
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
    List<String> files,
    @Nullable Integer step,
    @Nullable Integer steps,
    @Nullable Integer percent,
    @Nullable String note,
    @Nullable String cost,
    @Nullable Double remainingSeconds,
    @Nullable Instant timeoutAt) {

  /** As it is at that moment. */
  public static TaskView of(TaskRow row, Instant now) {
    TaskFacts facts = row.facts();
    TaskStatus status = row.status();
    Progress progress = status.progress();
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
        facts.files(),
        progress.step(),
        progress.steps(),
        percent(progress),
        progress.note().isEmpty() ? null : progress.note(),
        progress.cost() == null ? null : progress.cost().toString(),
        status.remainingSeconds(now),
        status.timeoutAt());
  }

  private static @Nullable Integer percent(Progress progress) {
    Integer step = progress.step();
    Integer steps = progress.steps();
    return step == null || steps == null || steps == 0 ? null : step * 100 / steps;
  }
}
