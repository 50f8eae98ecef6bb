package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.OUTBOX;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PARTITION_OWNER;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PROCESSED_MESSAGE;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.REFUSAL;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.REPOSITORY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.plan.Problem;
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
import javax.sql.DataSource;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** All that one batch writes, or nothing of it. Closed without a commit, it is rolled back. */
public final class Transaction implements AutoCloseable {
  private static final int MOST_BYTES = 8 << 20;

  private final Connection connection;
  private final DSLContext database;
  private final Rows rows;
  private final LessonRows lessons;

  private Transaction(Connection connection) {
    this.connection = connection;
    this.database = DSL.using(connection, SQLDialect.POSTGRES);
    this.rows = new Rows(database);
    this.lessons = new LessonRows(database);
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
    int updated =
        database
            .update(PARTITION_OWNER)
            .set(PARTITION_OWNER.SUBMISSIONS_OFFSET, owned.submissionsOffset())
            .set(PARTITION_OWNER.EVENTS_OFFSET, owned.eventsOffset())
            .where(PARTITION_OWNER.PARTITION.eq(owned.partition()))
            .and(PARTITION_OWNER.EPOCH.eq(owned.epoch()))
            .execute();
    if (updated == 0) {
      throw new NotOwnerException(owned.partition(), owned.epoch());
    }
  }

  /** Remembers message ids; returns those that were not known. */
  public Set<UUID> remember(Collection<UUID> ids, Instant now) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    var given = unnest(val(ids.toArray(UUID[]::new))).as("given", "id");
    return database
        .insertInto(PROCESSED_MESSAGE, PROCESSED_MESSAGE.ID, PROCESSED_MESSAGE.SEEN_AT)
        .select(
            select(
                    field(name("given", "id"), SQLDataType.UUID),
                    val(now, PROCESSED_MESSAGE.SEEN_AT))
                .from(given))
        .onConflictDoNothing()
        .returning(PROCESSED_MESSAGE.ID)
        .fetchSet(PROCESSED_MESSAGE.ID);
  }

  /** Stores how far the repository's changes are counted. */
  public void sequence(RepositoryId repository, int partition, long sequence) {
    database
        .insertInto(REPOSITORY)
        .set(REPOSITORY.ID, repository.value())
        .set(REPOSITORY.PARTITION, partition)
        .set(REPOSITORY.SEQUENCE, sequence)
        .onConflict(REPOSITORY.ID)
        .doUpdate()
        .set(REPOSITORY.PARTITION, partition)
        .set(REPOSITORY.SEQUENCE, sequence)
        .execute();
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
        database
            .insertInto(REFUSAL)
            .set(REFUSAL.MESSAGE, message)
            .set(REFUSAL.REASONS, MessageCodec.mapper().writeValueAsString(reasons))
            .set(REFUSAL.SEEN_AT, now)
            .onConflictDoNothing()
            .execute());
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
    BatchBindStep batch =
        database.batch(
            database
                .insertInto(
                    OUTBOX,
                    OUTBOX.PARTITION,
                    OUTBOX.POSITION,
                    OUTBOX.TOPIC,
                    OUTBOX.KEY,
                    OUTBOX.VALUE,
                    OUTBOX.HEADERS)
                .values((Integer) null, null, null, null, null, null));
    for (Outgoing row : records) {
      batch =
          batch.bind(
              row.partition(),
              row.position(),
              row.topic(),
              row.key(),
              row.value(),
              HeadersText.of(row.headers()));
    }
    batch.execute();
  }

  public void commit() {
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
