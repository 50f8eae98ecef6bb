package dev.signalbox.dashboard.core;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Cost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is shown: the summary of a run, and a line of the list.
 *
 * @param states how many tasks are in each state
 * @param elapsedSeconds from submission to the end, or to now
 * @param efficiency busy worker-seconds over allowed worker-seconds, 0 to 1
 * @param successRate completed over completed and failed; absent before the first of them
 * @param averageDurationSeconds of completed tasks; absent before the first
 * @param allowedWorkers the most workers it was allowed at one time: the smaller of its own limit
 *     and the slots of living workers
 * @param now the server's clock, for durations that go on
 * @param cursor what a live view goes on from; only where the tasks are
 * @param tasks in the order of the file; absent in lists
 * @param costs of its attempts up to now, one per currency, as {@code 0.42 USD}
 */
public record PlanView(
    UUID plan,
    String name,
    String description,
    PlanState state,
    String reason,
    Map<TaskState, Integer> states,
    int taskCount,
    double elapsedSeconds,
    double efficiency,
    @Nullable Double successRate,
    @Nullable Double averageDurationSeconds,
    double throughputPerHour,
    double busyWorkerSeconds,
    int allowedWorkers,
    int maxWorkers,
    String repository,
    String location,
    String target,
    String mergeBranch,
    String base,
    String submittedBy,
    Instant submittedAt,
    @Nullable Instant endedAt,
    Instant now,
    @Nullable String cursor,
    @Nullable List<TaskView> tasks,
    List<String> costs) {

  /** As it is at that moment, without its tasks. */
  public static PlanView of(PlanRow row, Instant now) {
    return view(row, now, null, null);
  }

  /** As it is at that moment. */
  public static PlanView of(PlanRow row, Instant now, Cursor cursor, List<TaskRow> tasks) {
    return view(
        row, now, cursor.toString(), tasks.stream().map(task -> TaskView.of(task, now)).toList());
  }

  private static PlanView view(
      PlanRow row, Instant now, @Nullable String cursor, @Nullable List<TaskView> tasks) {
    return view(row.facts(), row.progress(), elapsed(row, now), now, cursor, tasks);
  }

  private static PlanView view(
      PlanFacts facts,
      PlanProgress progress,
      double elapsed,
      Instant now,
      @Nullable String cursor,
      @Nullable List<TaskView> tasks) {
    return new PlanView(
        facts.plan().value(),
        facts.name(),
        facts.description(),
        progress.state(),
        progress.reason(),
        progress.states(),
        facts.taskCount(),
        elapsed,
        efficiency(progress, elapsed, now),
        successRate(progress),
        averageDuration(progress),
        perHour(progress, elapsed),
        progress.busy().secondsAt(now),
        progress.allowedWorkers(),
        facts.maxWorkers(),
        facts.repository(),
        facts.location(),
        facts.target(),
        facts.mergeBranch(),
        facts.base(),
        facts.submittedBy(),
        facts.submittedAt(),
        progress.endedAt(),
        now,
        cursor,
        tasks,
        progress.costs().stream().map(Cost::toString).toList());
  }

  private static double elapsed(PlanRow row, Instant now) {
    Instant ended = row.progress().endedAt();
    Instant until = ended == null ? now : ended;
    long millis = Duration.between(row.facts().submittedAt(), until).toMillis();
    return Math.max(0, millis) / 1000.0;
  }

  private static double perHour(PlanProgress progress, double elapsed) {
    return elapsed <= 0 ? 0 : progress.count(TaskState.COMPLETED) * 3600.0 / elapsed;
  }

  private static double efficiency(PlanProgress progress, double elapsed, Instant now) {
    double allowed = progress.allowedWorkers() * elapsed;
    return allowed <= 0 ? 0 : Math.min(1, progress.busy().secondsAt(now) / allowed);
  }

  private static @Nullable Double successRate(PlanProgress progress) {
    int completed = progress.count(TaskState.COMPLETED);
    int over = completed + progress.count(TaskState.FAILED);
    return over == 0 ? null : (double) completed / over;
  }

  private static @Nullable Double averageDuration(PlanProgress progress) {
    int completed = progress.count(TaskState.COMPLETED);
    return completed == 0 ? null : progress.completedMillis() / 1000.0 / completed;
  }
}
