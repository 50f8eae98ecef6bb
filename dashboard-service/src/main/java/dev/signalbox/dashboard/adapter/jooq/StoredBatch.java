package dev.signalbox.dashboard.adapter.jooq;

import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.ATTEMPT;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.CONSUMED;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.DEAD_LETTER;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.REJECTED;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.REPOSITORY;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.TASK;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.WORKER;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.dashboard.core.AttemptKey;
import dev.signalbox.dashboard.core.AttemptRow;
import dev.signalbox.dashboard.core.Changes;
import dev.signalbox.dashboard.core.DeadLetter;
import dev.signalbox.dashboard.core.Loaded;
import dev.signalbox.dashboard.core.Partition;
import dev.signalbox.dashboard.core.PlanRow;
import dev.signalbox.dashboard.core.TaskRow;
import dev.signalbox.dashboard.core.Wanted;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/** One batch's transaction: what it starts from and what it leaves. */
public final class StoredBatch {
  private static final JsonMapper JSON = MessageCodec.mapper();

  private final DSLContext dsl;

  StoredBatch(DSLContext dsl) {
    this.dsl = dsl;
  }

  /**
   * Where each partition goes on. The rows stay locked until the transaction ends, so that of two
   * dashboards on one database only one stores a record.
   */
  public Map<Partition, Long> lockOffsets(Collection<Partition> partitions) {
    new Bulk<Partition>(CONSUMED)
        .key(CONSUMED.TOPIC, Partition::topic)
        .key(CONSUMED.PARTITION, Partition::number)
        .column(CONSUMED.NEXT_OFFSET, _ -> 0L)
        .insert(dsl, partitions.stream().sorted().toList());
    Map<Partition, Long> offsets = new HashMap<>();
    dsl.selectFrom(CONSUMED)
        .orderBy(CONSUMED.TOPIC, CONSUMED.PARTITION)
        .forUpdate()
        .forEach(row ->
            offsets.put(new Partition(row.getTopic(), row.getPartition()), row.getNextOffset()));
    offsets.keySet().retainAll(partitions);
    return offsets;
  }

  /** Notes how far the partitions are read now. */
  public void saveOffsets(Map<Partition, Long> next) {
    new Bulk<Map.Entry<Partition, Long>>(CONSUMED)
        .key(CONSUMED.TOPIC, entry -> entry.getKey().topic())
        .key(CONSUMED.PARTITION, entry -> entry.getKey().number())
        .column(CONSUMED.NEXT_OFFSET, Map.Entry::getValue)
        .update(dsl, next.entrySet());
  }

  /** Keeps a record that could not be read or stored. */
  public void deadLetter(DeadLetter letter) {
    dsl.insertInto(DEAD_LETTER)
        .set(DEAD_LETTER.TOPIC, letter.position().topic())
        .set(DEAD_LETTER.PARTITION, letter.position().partition())
        .set(DEAD_LETTER.RECORD_OFFSET, letter.position().offset())
        .set(DEAD_LETTER.AT, letter.at())
        .set(DEAD_LETTER.KEY, Bulks.text(letter.key()))
        .set(DEAD_LETTER.VALUE, letter.value())
        .set(DEAD_LETTER.ERROR, Bulks.text(letter.error()))
        .onConflictDoNothing()
        .execute();
  }

  /** The rows that a batch may change. */
  public Loaded load(Wanted wanted) {
    return new Loaded(
        sequences(wanted.repositories()),
        plans(wanted.plans()),
        tasks(wanted.tasks()),
        attempts(wanted),
        dsl.selectFrom(WORKER).fetch(Rows::worker));
  }

  /** Writes what a batch changed. */
  public void write(Changes changes) {
    new Bulk<Map.Entry<RepositoryId, Long>>(REPOSITORY)
        .key(REPOSITORY.REPOSITORY_, entry -> entry.getKey().value())
        .column(REPOSITORY.SEQUENCE, Map.Entry::getValue)
        .upsert(dsl, changes.sequences().entrySet());
    Bulks.plans().upsert(dsl, changes.plans());
    Bulks.tasks().upsert(dsl, changes.newTasks());
    Bulks.taskStatuses().update(dsl, changes.tasks());
    Bulks.attempts().upsert(dsl, changes.attempts());
    Bulks.workers().upsert(dsl, changes.workers());
    Bulks.history().insert(dsl, changes.history());
    Bulks.logs().insert(dsl, changes.logs());
    rejected().insert(dsl, changes.rejected());
  }

  private static Bulk<SubmissionRejected> rejected() {
    return new Bulk<SubmissionRejected>(REJECTED)
        .key(REJECTED.ID, SubmissionRejected::id)
        .column(REJECTED.AT, SubmissionRejected::at)
        .column(REJECTED.TOPIC, SubmissionRejected::topic)
        .column(REJECTED.PARTITION, SubmissionRejected::partition)
        .column(REJECTED.RECORD_OFFSET, SubmissionRejected::offset)
        .column(REJECTED.KEY, row -> Bulks.text(row.key()))
        .column(REJECTED.VALUE, row -> Bulks.text(row.value()))
        .column(REJECTED.REASONS, row -> JSON.writeValueAsString(row.reasons()));
  }

  private Map<RepositoryId, Long> sequences(Collection<RepositoryId> repositories) {
    if (repositories.isEmpty()) {
      return Map.of();
    }
    Map<RepositoryId, Long> sequences = new HashMap<>();
    dsl.selectFrom(REPOSITORY)
        .where(REPOSITORY.REPOSITORY_.in(repositories.stream().map(RepositoryId::value).toList()))
        .forEach(row -> sequences.put(new RepositoryId(row.getRepository()), row.getSequence()));
    return sequences;
  }

  private List<PlanRow> plans(Collection<PlanId> plans) {
    if (plans.isEmpty()) {
      return List.of();
    }
    UUID[] ids = plans.stream().map(PlanId::value).toArray(UUID[]::new);
    return dsl.selectFrom(PLAN).where(PLAN.PLAN_.eq(DSL.any(ids))).fetch(Rows::plan);
  }

  /** By two arrays instead of pairs: a statement of one shape, whatever the number. */
  private List<TaskRow> tasks(Collection<TaskId> tasks) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    return dsl.selectFrom(TASK)
        .where(TASK.PLAN.eq(DSL.any(plansOf(tasks))))
        .and(TASK.KEY.eq(DSL.any(keysOf(tasks))))
        .fetch(Rows::task);
  }

  private List<AttemptRow> attempts(Wanted wanted) {
    List<TaskId> tasks =
        java.util.stream.Stream.concat(
                wanted.tasks().stream(), wanted.attempts().stream().map(AttemptKey::task))
            .distinct()
            .toList();
    if (tasks.isEmpty()) {
      return List.of();
    }
    return dsl.selectFrom(ATTEMPT)
        .where(ATTEMPT.PLAN.eq(DSL.any(plansOf(tasks))))
        .and(ATTEMPT.KEY.eq(DSL.any(keysOf(tasks))))
        .fetch(Rows::attempt);
  }

  private static UUID[] plansOf(Collection<TaskId> tasks) {
    return tasks.stream().map(task -> task.plan().value()).distinct().toArray(UUID[]::new);
  }

  private static String[] keysOf(Collection<TaskId> tasks) {
    return tasks.stream().map(task -> task.key().value()).distinct().toArray(String[]::new);
  }
}
