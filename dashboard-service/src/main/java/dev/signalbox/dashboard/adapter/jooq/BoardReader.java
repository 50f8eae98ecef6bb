package dev.signalbox.dashboard.adapter.jooq;

import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.CONSUMED;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.HISTORY;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.TASK;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.WORKER;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.dashboard.core.Cursor;
import dev.signalbox.dashboard.core.HistoryRow;
import dev.signalbox.dashboard.core.PlanRow;
import dev.signalbox.dashboard.core.TaskRow;
import dev.signalbox.dashboard.core.WorkerRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the board: plans, tasks, workers, history. */
public final class BoardReader {
  private final DSLContext dsl;

  public BoardReader(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** A plan with its tasks, and the cursor of the moment both were read at. */
  public record Snapshot(PlanRow plan, List<TaskRow> tasks, Cursor cursor) {}

  /**
   * What changed after a cursor.
   *
   * @param reset when that cannot be told, or is too much
   */
  public record Missed(Cursor cursor, boolean reset, List<PlanRow> plans, List<TaskRow> tasks) {}

  /** Where a page of plans starts: after this one. */
  public record After(Instant submittedAt, UUID plan) {}

  /**
   * Plans, the newest first.
   *
   * @param states only in one of these; all when empty
   * @param text only with this in their name; all when empty
   */
  public List<PlanRow> plans(
      Collection<PlanState> states, String text, @Nullable After after, int limit) {
    Condition condition = DSL.noCondition();
    if (!states.isEmpty()) {
      condition = condition.and(PLAN.STATE.in(states.stream().map(Enum::name).toList()));
    }
    if (!text.isEmpty()) {
      condition = condition.and(PLAN.NAME.containsIgnoreCase(text));
    }
    if (after != null) {
      condition =
          condition.and(
              DSL.row(PLAN.SUBMITTED_AT, PLAN.PLAN_).lt(after.submittedAt(), after.plan()));
    }
    return dsl.selectFrom(PLAN)
        .where(condition)
        .orderBy(PLAN.SUBMITTED_AT.desc(), PLAN.PLAN_.desc())
        .limit(limit)
        .fetch(Rows::plan);
  }

  public Optional<PlanRow> plan(PlanId plan) {
    return plan(dsl, plan);
  }

  public Optional<Snapshot> snapshot(PlanId plan) {
    return atOneMoment(same ->
        plan(same, plan)
            .map(row -> new Snapshot(row, tasks(same, TASK.PLAN.eq(plan.value())), cursor(same))));
  }

  public Optional<TaskRow> task(TaskId task) {
    return dsl.selectFrom(TASK)
        .where(TASK.PLAN.eq(task.plan().value()))
        .and(TASK.KEY.eq(task.key().value()))
        .fetchOptional(Rows::task);
  }

  /**
   * The rows that changed after a cursor.
   *
   * @param only a plan whose tasks are wanted; empty for plans without tasks
   * @param limit more tasks than this are a reset
   */
  public Missed changedSince(Optional<Cursor> from, Optional<PlanId> only, int limit) {
    return atOneMoment(same -> {
      Cursor now = cursor(same);
      if (from.isEmpty()) {
        return new Missed(now, false, List.of(), List.of());
      }
      Cursor seen = from.get();
      List<PlanRow> plans = plansAfter(same, seen, only);
      List<TaskRow> tasks =
          only.map(plan ->
                  tasks(
                      same,
                      TASK.PLAN
                          .eq(plan.value())
                          .and(beyond(seen, TASK.CHANGE_PARTITION, TASK.CHANGE_OFFSET))))
              .orElse(List.of());
      boolean reset = seen.isAheadOf(now) || tasks.size() > limit;
      return new Missed(now, reset, plans, tasks);
    });
  }

  /** What happened in a plan, or to one of its tasks; the newest last. */
  public List<HistoryRow> history(PlanId plan, Optional<String> key, int limit) {
    Condition condition = HISTORY.PLAN.eq(plan.value());
    if (key.isPresent()) {
      condition = condition.and(HISTORY.KEY.eq(key.get()));
    }
    return dsl.selectFrom(HISTORY)
        .where(condition)
        .orderBy(HISTORY.AT.desc(), HISTORY.TOPIC.desc(), HISTORY.RECORD_OFFSET.desc())
        .limit(limit)
        .fetch(Rows::history)
        .reversed();
  }

  /** All workers ever seen, the living first. */
  public List<WorkerRow> workers() {
    return dsl.selectFrom(WORKER).orderBy(WORKER.GONE, WORKER.WORKER_).fetch(Rows::worker);
  }

  private static Optional<PlanRow> plan(DSLContext same, PlanId plan) {
    return same.selectFrom(PLAN).where(PLAN.PLAN_.eq(plan.value())).fetchOptional(Rows::plan);
  }

  private static List<TaskRow> tasks(DSLContext same, Condition condition) {
    return same.selectFrom(TASK).where(condition).orderBy(TASK.ORDINAL).fetch(Rows::task);
  }

  private static List<PlanRow> plansAfter(DSLContext same, Cursor seen, Optional<PlanId> only) {
    Condition condition = beyond(seen, PLAN.CHANGE_PARTITION, PLAN.CHANGE_OFFSET);
    if (only.isPresent()) {
      condition = condition.and(PLAN.PLAN_.eq(only.get().value()));
    }
    return same.selectFrom(PLAN).where(condition).fetch(Rows::plan);
  }

  private static Condition beyond(Cursor seen, Field<Integer> partition, Field<Long> offset) {
    Condition beyond = partition.notIn(seen.seen().keySet());
    for (var entry : seen.seen().entrySet()) {
      beyond = beyond.or(partition.eq(entry.getKey()).and(offset.gt(entry.getValue())));
    }
    return beyond;
  }

  private static Cursor cursor(DSLContext same) {
    TreeMap<Integer, Long> seen = new TreeMap<>();
    same.selectFrom(CONSUMED)
        .where(CONSUMED.TOPIC.eq(Topics.CHANGES))
        .forEach(row -> seen.put(row.getPartition(), row.getNextOffset() - 1));
    return new Cursor(seen);
  }

  private <T> T atOneMoment(Function<DSLContext, T> work) {
    return dsl.transactionResult(configuration -> {
      configuration.dsl().execute("set transaction isolation level repeatable read read only");
      return work.apply(configuration.dsl());
    });
  }
}
