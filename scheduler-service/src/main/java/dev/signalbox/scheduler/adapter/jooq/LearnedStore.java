package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.LEARNED_DURATION;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.MEASURED_DURATION;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.MeasuredDurationRecord;
import dev.signalbox.scheduler.core.learning.Expected;
import dev.signalbox.scheduler.core.learning.Lesson;
import dev.signalbox.scheduler.core.learning.Measured;
import dev.signalbox.scheduler.core.learning.Samples;
import dev.signalbox.scheduler.core.learning.Topic;
import java.util.List;
import org.jooq.DSLContext;

/** Reads what was learned about durations. */
public final class LearnedStore {
  private final DSLContext database;

  public LearnedStore(DSLContext database) {
    this.database = database;
  }

  /** What was learned in a repository, in the order it was measured in. */
  public List<Lesson> lessons(RepositoryId repository) {
    return database
        .selectFrom(LEARNED_DURATION)
        .where(LEARNED_DURATION.REPOSITORY.eq(repository.value()))
        .orderBy(LEARNED_DURATION.NUMBER)
        .fetch(row ->
            new Lesson(
                new Topic(Topic.Kind.valueOf(row.getKind()), row.getName()),
                row.getNumber(),
                new Samples(List.of(row.getMillis()))));
  }

  /** What the merged tasks of a plan took, by their keys. */
  public List<Measured> measured(PlanId plan) {
    return database
        .selectFrom(MEASURED_DURATION)
        .where(MEASURED_DURATION.PLAN.eq(plan.value()))
        .orderBy(MEASURED_DURATION.TASK)
        .fetch(row -> measured(plan, row));
  }

  private static Measured measured(PlanId plan, MeasuredDurationRecord row) {
    Long author = row.getAuthorMillis();
    return new Measured(
        new TaskId(plan, new TaskKey(row.getTask())),
        row.getActualMillis(),
        author == null ? null : new Expected(author, Expected.Source.ESTIMATE),
        new Expected(row.getExpectedMillis(), Expected.Source.valueOf(row.getSource())));
  }
}
