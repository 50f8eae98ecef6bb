package dev.signalbox.dashboard.flow;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import dev.signalbox.dashboard.core.HistoryRow;
import dev.signalbox.dashboard.core.PlanRow;
import dev.signalbox.dashboard.core.PlanView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans as the board has them. */
@RestController
@RequestMapping("/api/v1/plans")
@Tag(name = "plans")
public final class PlansApi {
  private static final int LONGEST_PAGE = 500;
  private static final int LONGEST_HISTORY = 10_000;

  private final BoardReader reader;
  private final InstantSource clock;

  public PlansApi(BoardReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  @GetMapping
  @Operation(operationId = "listPlans", summary = "Plans, the newest first")
  public PlanPage plans(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "") List<PlanState> state,
      @RequestParam(defaultValue = "") String q) {
    int size = Math.clamp(limit, 1, LONGEST_PAGE);
    List<PlanRow> rows = reader.plans(state, q.strip(), after(cursor), size + 1);
    Instant now = clock.instant();
    List<PlanView> page = rows.stream().limit(size).map(row -> PlanView.of(row, now)).toList();
    return new PlanPage(page, rows.size() > size ? cursorOf(rows.get(size - 1)) : null);
  }

  @GetMapping("/{plan}")
  @Operation(operationId = "showPlan", summary = "A plan with its tasks: the summary of a run")
  public PlanView plan(
      @PathVariable UUID plan,
      @Parameter(description = "false for the plan without its tasks, of which there may be many")
          @RequestParam(defaultValue = "true")
          boolean tasks) {
    PlanId id = new PlanId(plan);
    if (!tasks) {
      return PlanView.of(reader.plan(id).orElseThrow(() -> unknown(plan)), clock.instant());
    }
    var snapshot = reader.snapshot(id).orElseThrow(() -> unknown(plan));
    return PlanView.of(snapshot.plan(), clock.instant(), snapshot.cursor(), snapshot.tasks());
  }

  @GetMapping("/{plan}/history")
  @Operation(operationId = "showHistory", summary = "What happened in a plan, the newest last")
  public List<HistoryLine> history(
      @PathVariable UUID plan,
      @RequestParam Optional<String> task,
      @RequestParam(defaultValue = "1000") int limit) {
    PlanId id = reader.plan(new PlanId(plan)).orElseThrow(() -> unknown(plan)).plan();
    List<HistoryRow> rows = reader.history(id, task, Math.clamp(limit, 1, LONGEST_HISTORY));
    return rows.stream().map(HistoryLine::of).toList();
  }

  private static String cursorOf(PlanRow row) {
    return row.facts().submittedAt() + "_" + row.plan();
  }

  private static BoardReader.@Nullable After after(String cursor) {
    if (cursor.isEmpty()) {
      return null;
    }
    int bar = cursor.indexOf('_');
    try {
      return new BoardReader.After(
          Instant.parse(cursor.substring(0, Math.max(0, bar))),
          UUID.fromString(cursor.substring(bar + 1)));
    } catch (DateTimeParseException | IllegalArgumentException unreadable) {
      throw new ErrorResponseException(
          HttpStatus.BAD_REQUEST,
          Problems.of(HttpStatus.BAD_REQUEST, "bad-cursor", "not a cursor of this list"),
          unreadable);
    }
  }

  static NotFoundException unknown(UUID plan) {
    return new NotFoundException("unknown-plan", "there is no plan " + plan);
  }
}
