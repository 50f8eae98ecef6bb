package dev.signalbox.dashboard.adapter.jooq;

import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.ATTEMPT;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.LOG_CHUNK;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.TASK;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.core.AttemptKey;
import dev.signalbox.dashboard.core.AttemptRow;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Reads the tries of tasks, their output, and sums over all plans. */
public final class AttemptReader {
  private final DSLContext dsl;

  public AttemptReader(DSLContext dsl) {
    this.dsl = dsl;
  }

  /**
   * Output of an attempt.
   *
   * @param from the offset of the first byte of the content
   * @param next where the next piece starts
   * @param ended whether nothing follows, ever
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Piece(long from, long next, boolean ended, byte[] content) {}

  /** How much output of an attempt there is. */
  public record Extent(long bytes, boolean ended) {}

  /** A worker's part in a task that goes on. */
  public record Doing(TaskId task, String title, TaskState state, Instant since) {}

  /** The tries of a task, the first first. */
  public List<AttemptRow> attempts(TaskId task) {
    return dsl.selectFrom(ATTEMPT)
        .where(ATTEMPT.PLAN.eq(task.plan().value()))
        .and(ATTEMPT.KEY.eq(task.key().value()))
        .orderBy(ATTEMPT.NUMBER)
        .fetch(Rows::attempt);
  }

  /** How much output there is of each try of a task. */
  public Map<Integer, Extent> extents(TaskId task) {
    var end = DSL.max(LOG_CHUNK.TO_OFFSET);
    Map<Integer, Extent> extents = new HashMap<>();
    dsl.select(LOG_CHUNK.ATTEMPT, end, DSL.boolOr(LOG_CHUNK.LAST))
        .from(LOG_CHUNK)
        .where(LOG_CHUNK.PLAN.eq(task.plan().value()))
        .and(LOG_CHUNK.KEY.eq(task.key().value()))
        .groupBy(LOG_CHUNK.ATTEMPT)
        .forEach(row -> extents.put(row.value1(), new Extent(row.value2(), row.value3())));
    return extents;
  }

  /**
   * A piece of an attempt's output.
   *
   * @param from where it starts, in bytes; negative for that many from the end
   * @param max how long it is at most
   */
  public Piece output(AttemptKey attempt, long from, int max) {
    Extent extent = extents(attempt.task()).getOrDefault(attempt.number(), new Extent(0, false));
    long start = from < 0 ? Math.max(0, extent.bytes() + from) : Math.min(from, extent.bytes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long at = start;
    for (var chunk : chunks(attempt, start, max)) {
      byte[] content = chunk.value2();
      long skip = at - chunk.value1();
      if (skip < content.length && out.size() < max) {
        int taken = (int) Math.min(content.length - Math.max(0, skip), max - out.size());
        out.write(content, (int) Math.max(0, skip), taken);
        at = Math.max(at, chunk.value1()) + taken;
      }
    }
    boolean ended = extent.ended() && at >= extent.bytes();
    return new Piece(start, at, ended, out.toByteArray());
  }

  /** Plans by state. */
  public Map<String, Integer> plansByState() {
    return dsl.select(PLAN.STATE, DSL.count())
        .from(PLAN)
        .groupBy(PLAN.STATE)
        .fetchMap(row -> row.value1(), row -> row.value2());
  }

  /** Tasks of all plans by state. */
  public Map<TaskState, Integer> tasksByState() {
    Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    dsl.select(PLAN.STATES)
        .from(PLAN)
        .forEach(row ->
            StateCounts.read(row.value1())
                .forEach((state, count) -> counts.merge(state, count, Integer::sum)));
    return counts;
  }

  /** How many tasks completed since then. */
  public int completedSince(Instant time) {
    return dsl.fetchCount(
        TASK, TASK.STATE.eq(TaskState.COMPLETED.name()).and(TASK.ENDED_AT.ge(time)));
  }

  private org.jooq.Result<org.jooq.Record2<Long, byte[]>> chunks(
      AttemptKey attempt, long start, int max) {
    Condition mine =
        LOG_CHUNK
            .PLAN
            .eq(attempt.task().plan().value())
            .and(LOG_CHUNK.KEY.eq(attempt.task().key().value()))
            .and(LOG_CHUNK.ATTEMPT.eq(attempt.number()));
    return dsl.select(LOG_CHUNK.FROM_OFFSET, LOG_CHUNK.CONTENT)
        .from(LOG_CHUNK)
        .where(mine)
        .and(LOG_CHUNK.TO_OFFSET.gt(start))
        .and(LOG_CHUNK.FROM_OFFSET.lt(start + max))
        .orderBy(LOG_CHUNK.FROM_OFFSET)
        .fetch();
  }
}
