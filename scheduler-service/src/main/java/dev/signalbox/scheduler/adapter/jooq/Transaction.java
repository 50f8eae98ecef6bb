package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.Rendered.given;
import static dev.signalbox.scheduler.adapter.jooq.Rendered.several;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.OUTBOX;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PARTITION_OWNER;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PROCESSED_MESSAGE;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.REFUSAL;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.update;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.OutboxRecord;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import dev.signalbox.scheduler.core.schedule.Changed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;

/**
 * All that one batch writes, or nothing of it. What needs no answer goes with what does, or with
 * the commit. Closed without a commit, it is rolled back.
 */
public final class Transaction implements AutoCloseable {
  private static final int MOST_BYTES = 8 << 20;
  private static final RowArrays<OutboxRecord> OUTGOING = RowArrays.adding(OUTBOX);
  private static final Rendered ADVANCE =
      Rendered.of(
          update(PARTITION_OWNER)
              .set(PARTITION_OWNER.SUBMISSIONS_OFFSET, given(PARTITION_OWNER.SUBMISSIONS_OFFSET))
              .set(PARTITION_OWNER.EVENTS_OFFSET, given(PARTITION_OWNER.EVENTS_OFFSET))
              .where(PARTITION_OWNER.PARTITION.eq(given(PARTITION_OWNER.PARTITION)))
              .and(PARTITION_OWNER.EPOCH.eq(given(PARTITION_OWNER.EPOCH))));
  private static final Rendered REMEMBER =
      Rendered.of(
          insertInto(PROCESSED_MESSAGE, PROCESSED_MESSAGE.ID, PROCESSED_MESSAGE.SEEN_AT)
              .select(
                  select(
                          field(name("given", "id"), PROCESSED_MESSAGE.ID.getDataType()),
                          given(PROCESSED_MESSAGE.SEEN_AT))
                      .from(unnest(several(PROCESSED_MESSAGE.ID)).as("given", "id")))
              .onConflictDoNothing()
              .returning(PROCESSED_MESSAGE.ID));
  private static final Rendered REFUSE =
      Rendered.of(
          insertInto(REFUSAL, REFUSAL.MESSAGE, REFUSAL.REASONS, REFUSAL.SEEN_AT)
              .values(given(REFUSAL.MESSAGE), given(REFUSAL.REASONS), given(REFUSAL.SEEN_AT))
              .onConflictDoNothing());

  private final Connection connection;
  private final Pipeline pipeline;
  private final Rows rows;
  private final LessonRows lessons;

  private Transaction(Connection connection) {
    this.connection = connection;
    this.pipeline = new Pipeline(connection);
    this.rows = new Rows(pipeline);
    this.lessons = new LessonRows(pipeline);
  }

  public static Transaction begin(DataSource source) {
    try {
      Connection connection = source.getConnection();
      connection.setAutoCommit(false);
      return new Transaction(connection);
    } catch (SQLException failure) {
      throw new DataAccessException("cannot begin", failure);
    }
  }

  /** Locks the partition for this batch and stores its offsets; fails for a former owner. */
  public void advance(Ownership owned) {
    int update =
        pipeline.add(
            ADVANCE,
            owned.submissionsOffset(),
            owned.eventsOffset(),
            owned.partition(),
            owned.epoch());
    if (pipeline.send().counts().get(update) == 0) {
      throw new NotOwnerException(owned.partition(), owned.epoch());
    }
  }

  /** Remembers message ids; returns those that were not known. */
  public Set<UUID> remember(Collection<UUID> ids, Instant now) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    pipeline.add(REMEMBER, now, ids.toArray(UUID[]::new));
    return pipeline.send().values().stream().map(UUID.class::cast).collect(Collectors.toSet());
  }

  /** Stores how far the repository's changes are counted. */
  public void sequence(RepositoryId repository, int partition, long sequence) {
    rows.saveSequence(repository, partition, sequence);
  }

  /** Writes plans, tasks and attempts as they are now. */
  public void save(RepositoryId repository, Changed changed, Documents documents) {
    rows.saveRepository(repository, changed.repository());
    rows.savePlans(repository, changed.plans(), documents);
    rows.saveAmendments(changed.amendments());
    rows.saveTasks(changed.tasks());
    rows.saveAttempts(changed.attempts());
    lessons.save(repository, changed.experience());
  }

  /** Keeps why messages were not followed, for who asks by their ids. */
  public void refuse(Map<UUID, List<Problem>> refused, Instant now) {
    refused.forEach((message, reasons) ->
        pipeline.add(REFUSE, message, MessageCodec.mapper().writeValueAsString(reasons), now));
  }

  /** Keeps records until the broker has them. */
  public void keep(List<Outgoing> records) {
    int from = 0;
    long bytes = 0;
    for (int at = 0; at < records.size(); at++) {
      bytes += records.get(at).value().length;
      if (bytes > MOST_BYTES || at == records.size() - 1) {
        insert(records.subList(from, at + 1));
        from = at + 1;
        bytes = 0;
      }
    }
  }

  private void insert(List<Outgoing> records) {
    OUTGOING.write(pipeline, records.stream().map(Transaction::record).toList());
    pipeline.send();
  }

  private static OutboxRecord record(Outgoing outgoing) {
    OutboxRecord row = new OutboxRecord();
    row.setPartition(outgoing.partition());
    row.setPosition(outgoing.position());
    row.setTopic(outgoing.topic());
    row.setKey(outgoing.key());
    row.setValue(outgoing.value());
    row.setHeaders(HeadersText.of(outgoing.headers()));
    return row;
  }

  public void commit() {
    pipeline.send();
    try {
      connection.commit();
    } catch (SQLException failure) {
      throw new DataAccessException("cannot commit", failure);
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException failure) {
      throw new DataAccessException("cannot end a transaction", failure);
    }
  }
}
