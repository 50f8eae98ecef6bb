package dev.signalbox.dashboard.flow;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.dashboard.adapter.jooq.AttemptReader;
import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import dev.signalbox.dashboard.core.AttemptKey;
import dev.signalbox.dashboard.core.TaskRow;
import dev.signalbox.dashboard.core.TaskView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tasks with their tries and output. */
@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "tasks")
public final class TasksApi {
  private static final int LONGEST_PIECE = 1 << 20;
  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final BoardReader reader;
  private final AttemptReader attempts;
  private final InstantSource clock;

  public TasksApi(BoardReader reader, AttemptReader attempts, InstantSource clock) {
    this.reader = reader;
    this.attempts = attempts;
    this.clock = clock;
  }

  @GetMapping("/{plan}/{key}")
  @Operation(operationId = "showTask", summary = "A task with all its tries")
  public TaskDetail task(@PathVariable UUID plan, @PathVariable String key) {
    TaskRow row = find(plan, key);
    var extents = attempts.extents(row.id());
    Instant now = clock.instant();
    return new TaskDetail(
        plan,
        TaskView.of(row, now),
        attempts.attempts(row.id()).stream()
            .map(attempt -> TaskDetail.Attempt.of(attempt, extents))
            .toList(),
        now);
  }

  @GetMapping(value = "/{plan}/{key}/log", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(
      operationId = "showLog",
      summary = "Output of an attempt from a byte offset on; X-Log-Next is where to go on",
      description =
          "A negative offset counts from the end. X-Log-Ended says whether nothing follows, ever."
              + " Without an attempt, the latest.")
  public ResponseEntity<byte[]> log(
      @PathVariable UUID plan,
      @PathVariable String key,
      @RequestParam Optional<Integer> attempt,
      @RequestParam(defaultValue = "0") long from) {
    TaskRow row = find(plan, key);
    int number = attempt.orElse(row.status().attempt());
    var piece = attempts.output(new AttemptKey(row.id(), number), from, LONGEST_PIECE);
    return ResponseEntity.ok()
        .contentType(TEXT)
        .cacheControl(CacheControl.noStore())
        .header("X-Log-Attempt", Integer.toString(number))
        .header("X-Log-From", Long.toString(piece.from()))
        .header("X-Log-Next", Long.toString(piece.next()))
        .header("X-Log-Ended", Boolean.toString(piece.ended()))
        .body(piece.content());
  }

  private TaskRow find(UUID plan, String key) {
    return taskKey(key)
        .flatMap(valid -> reader.task(new TaskId(new PlanId(plan), valid)))
        .orElseThrow(
            () -> new NotFoundException("unknown-task", "there is no task " + plan + "/" + key));
  }

  private static Optional<TaskKey> taskKey(String key) {
    try {
      return Optional.of(new TaskKey(key));
    } catch (IllegalArgumentException never) {
      return Optional.empty();
    }
  }
}
