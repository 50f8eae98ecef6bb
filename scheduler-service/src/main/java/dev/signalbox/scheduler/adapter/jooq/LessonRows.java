package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.Rendered.given;
import static dev.signalbox.scheduler.adapter.jooq.Rendered.several;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.LEARNED_DURATION;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.MEASURED_DURATION;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.deleteFrom;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.LearnedDurationRecord;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.MeasuredDurationRecord;
import dev.signalbox.scheduler.core.learning.Expected;
import dev.signalbox.scheduler.core.learning.Experience;
import dev.signalbox.scheduler.core.learning.Lesson;
import dev.signalbox.scheduler.core.learning.Measured;
import dev.signalbox.scheduler.core.learning.Topic;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what was measured and learned, in the transaction of the merges it comes from. */
final class LessonRows {
  private static final RowArrays<LearnedDurationRecord> LEARNED =
      RowArrays.replacing(LEARNED_DURATION);
  private static final RowArrays<MeasuredDurationRecord> MEASURED =
      RowArrays.replacing(MEASURED_DURATION);
  private static final Rendered FORGET =
      Rendered.of(
          deleteFrom(LEARNED_DURATION)
              .where(LEARNED_DURATION.REPOSITORY.eq(given(LEARNED_DURATION.REPOSITORY)))
              .and(LEARNED_DURATION.KIND.eq(given(LEARNED_DURATION.KIND)))
              .and(LEARNED_DURATION.NAME.eq(any(several(LEARNED_DURATION.NAME)))));

  private final Pipeline pipeline;

  LessonRows(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  void save(RepositoryId repository, Experience experience) {
    if (experience.isEmpty()) {
      return;
    }
    forget(repository, experience.lessons());
    LEARNED.write(
        pipeline,
        experience.lessons().stream()
            .filter(lesson -> !lesson.isForgotten())
            .map(lesson -> record(repository, lesson))
            .toList());
    Map<TaskId, MeasuredDurationRecord> newest = new LinkedHashMap<>();
    experience.measured().forEach(measured -> newest.put(measured.task(), record(measured)));
    MEASURED.write(pipeline, List.copyOf(newest.values()));
  }

  private void forget(RepositoryId repository, List<Lesson> lessons) {
    lessons.stream()
        .filter(Lesson::isForgotten)
        .map(Lesson::topic)
        .collect(
            Collectors.groupingBy(
                Topic::kind,
                () -> new EnumMap<>(Topic.Kind.class),
                Collectors.mapping(Topic::name, Collectors.toList())))
        .forEach((kind, names) ->
            pipeline.add(FORGET, repository.value(), kind.name(), names.toArray(String[]::new)));
  }

  private static LearnedDurationRecord record(RepositoryId repository, Lesson lesson) {
    LearnedDurationRecord row = new LearnedDurationRecord();
    row.setRepository(repository.value());
    row.setKind(lesson.topic().kind().name());
    row.setName(lesson.topic().name());
    row.setNumber(lesson.number());
    row.setMillis(lesson.samples().millis().toArray(Long[]::new));
    return row;
  }

  private static MeasuredDurationRecord record(Measured measured) {
    Expected author = measured.author();
    MeasuredDurationRecord row = new MeasuredDurationRecord();
    row.setPlan(measured.task().plan().value());
    row.setTask(measured.task().key().value());
    row.setActualMillis(measured.actualMillis());
    row.setAuthorMillis(author == null ? null : author.millis());
    row.setExpectedMillis(measured.expected().millis());
    row.setSource(measured.expected().source().name());
    return row;
  }
}
