package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.LEARNED_DURATION;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.MEASURED_DURATION;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.LearnedDurationRecord;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.MeasuredDurationRecord;
import dev.signalbox.scheduler.core.learning.Expected;
import dev.signalbox.scheduler.core.learning.Experience;
import dev.signalbox.scheduler.core.learning.Lesson;
import dev.signalbox.scheduler.core.learning.Measured;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Writes what was measured and learned, in the transaction of the merges it comes from. */
final class LessonRows {
  private final DSLContext database;

  LessonRows(DSLContext database) {
    this.database = database;
  }

  void save(RepositoryId repository, Experience experience) {
    if (experience.isEmpty()) {
      return;
    }
    Map<Boolean, List<LearnedDurationRecord>> rows =
        experience.lessons().stream()
            .collect(
                Collectors.partitioningBy(
                    Lesson::isForgotten,
                    Collectors.mapping(lesson -> record(repository, lesson), Collectors.toList())));
    database.batchDelete(rows.getOrDefault(true, List.of())).execute();
    database.batchMerge(rows.getOrDefault(false, List.of())).execute();
    database.batchMerge(experience.measured().stream().map(LessonRows::record).toList()).execute();
  }

  private static LearnedDurationRecord record(RepositoryId repository, Lesson lesson) {
    LearnedDurationRecord row = LEARNED_DURATION.newRecord();
    row.setRepository(repository.value());
    row.setKind(lesson.topic().kind().name());
    row.setName(lesson.topic().name());
    row.setNumber(lesson.number());
    row.setMillis(lesson.samples().millis().toArray(Long[]::new));
    return row;
  }

  private static MeasuredDurationRecord record(Measured measured) {
    Expected author = measured.author();
    MeasuredDurationRecord row = MEASURED_DURATION.newRecord();
    row.setPlan(measured.task().plan().value());
    row.setTask(measured.task().key().value());
    row.setActualMillis(measured.actualMillis());
    row.setAuthorMillis(author == null ? null : author.millis());
    row.setExpectedMillis(measured.expected().millis());
    row.setSource(measured.expected().source().name());
    return row;
  }
}
