package dev.signalbox.dashboard.adapter.jooq;

import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.DEAD_LETTER;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.REJECTED;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.TASK;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.dashboard.core.DeadLetter;
import dev.signalbox.dashboard.core.FailedTask;
import dev.signalbox.dashboard.core.Position;
import java.util.List;
import org.jooq.DSLContext;
import tools.jackson.databind.json.JsonMapper;

/** Reads what nobody takes up by itself: failed tasks, rejected submissions, unreadable records. */
public final class RefusedReader {
  private static final JsonMapper JSON = MessageCodec.mapper();

  private final DSLContext dsl;

  public RefusedReader(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Rejected submissions, the newest first. */
  public List<SubmissionRejected> rejected(int limit) {
    return dsl.selectFrom(REJECTED)
        .orderBy(REJECTED.AT.desc(), REJECTED.ID)
        .limit(limit)
        .fetch(row ->
            new SubmissionRejected(
                row.getId(),
                row.getAt(),
                row.getTopic(),
                row.getPartition(),
                row.getRecordOffset(),
                row.getKey(),
                row.getValue(),
                List.of(JSON.readValue(row.getReasons(), Problem[].class))));
  }

  /** Records that could not be read or stored, the newest first. */
  public List<DeadLetter> deadLetters(int limit) {
    return dsl.selectFrom(DEAD_LETTER)
        .orderBy(DEAD_LETTER.AT.desc(), DEAD_LETTER.TOPIC, DEAD_LETTER.RECORD_OFFSET)
        .limit(limit)
        .fetch(row ->
            new DeadLetter(
                new Position(row.getTopic(), row.getPartition(), row.getRecordOffset()),
                row.getAt(),
                row.getKey(),
                row.getValue(),
                row.getError()));
  }

  /** Tasks that failed for good, the newest first. */
  public List<FailedTask> failedTasks(int limit) {
    return dsl.select(
            TASK.PLAN, PLAN.NAME, TASK.KEY, TASK.TITLE, TASK.REASON, TASK.ATTEMPTS, TASK.CHANGED_AT)
        .from(TASK)
        .join(PLAN)
        .on(PLAN.PLAN_.eq(TASK.PLAN))
        .where(TASK.STATE.eq(TaskState.FAILED.name()))
        .orderBy(TASK.CHANGED_AT.desc(), TASK.PLAN, TASK.KEY)
        .limit(limit)
        .fetch(row ->
            new FailedTask(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5(),
                row.value6(),
                row.value7()));
  }

  /** How many submissions were rejected. */
  public int rejectedCount() {
    return dsl.fetchCount(REJECTED);
  }

  /** How many records were put aside. */
  public int deadLetterCount() {
    return dsl.fetchCount(DEAD_LETTER);
  }
}
