package dev.signalbox.dashboard.flow;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.adapter.jooq.AttemptReader;
import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import dev.signalbox.dashboard.adapter.jooq.RefusedReader;
import dev.signalbox.dashboard.core.FailedTask;
import dev.signalbox.dashboard.core.PlanView;
import dev.signalbox.dashboard.core.WorkerRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What concerns no single plan: numbers, refusals. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "system")
public final class BoardApi {
  private static final int MOST = 500;

  private final BoardReader reader;
  private final AttemptReader attempts;
  private final RefusedReader refused;
  private final InstantSource clock;

  public BoardApi(
      BoardReader reader, AttemptReader attempts, RefusedReader refused, InstantSource clock) {
    this.reader = reader;
    this.attempts = attempts;
    this.refused = refused;
    this.clock = clock;
  }

  @GetMapping("/rejected")
  @Operation(operationId = "listRejected", summary = "Rejected submissions, the newest first")
  public List<SubmissionRejected> rejected(@RequestParam(defaultValue = "100") int limit) {
    return refused.rejected(Math.clamp(limit, 1, MOST));
  }

  @GetMapping("/failed-tasks")
  @Operation(
      operationId = "listFailedTasks",
      summary = "Tasks that failed for good, the newest first; a retry takes them up again")
  public List<FailedTask> failedTasks(@RequestParam(defaultValue = "100") int limit) {
    return refused.failedTasks(Math.clamp(limit, 1, MOST));
  }

  @GetMapping("/dead-letters")
  @Operation(
      operationId = "listDeadLetters",
      summary = "Records that could not be read or stored, the newest first")
  public List<DeadLetterView> deadLetters(@RequestParam(defaultValue = "100") int limit) {
    return refused.deadLetters(Math.clamp(limit, 1, MOST)).stream()
        .map(DeadLetterView::of)
        .toList();
  }

  @GetMapping("/metrics")
  @Operation(operationId = "showMetrics", summary = "The whole system in numbers")
  public MetricsView metrics() {
    Instant now = clock.instant();
    List<WorkerRow> live = reader.workers().stream().filter(row -> row.isLive(now)).toList();
    Map<TaskState, Integer> tasks = attempts.tasksByState();
    return new MetricsView(
        now,
        attempts.plansByState(),
        tasks,
        live.size(),
        WorkerRow.liveSlots(live, now),
        live.stream().mapToInt(row -> row.running().size()).sum(),
        successRate(tasks),
        attempts.completedSince(now.minus(Duration.ofHours(1))),
        refused.rejectedCount(),
        refused.deadLetterCount(),
        active(now));
  }

  private List<PlanView> active(Instant now) {
    return reader.plans(List.of(PlanState.RUNNING, PlanState.PAUSED), "", null, MOST).stream()
        .map(row -> PlanView.of(row, now))
        .toList();
  }

  private static @Nullable Double successRate(Map<TaskState, Integer> tasks) {
    int completed = tasks.getOrDefault(TaskState.COMPLETED, 0);
    int over = completed + tasks.getOrDefault(TaskState.FAILED, 0);
    return over == 0 ? null : (double) completed / over;
  }
}
