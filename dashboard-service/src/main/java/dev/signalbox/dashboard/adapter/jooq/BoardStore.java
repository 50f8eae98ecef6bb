package dev.signalbox.dashboard.adapter.jooq;

import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.CONSUMED;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.HISTORY;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.LOG_CHUNK;

import dev.signalbox.dashboard.core.Partition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.core.NestedRuntimeException;

/** Where batches are stored: one transaction each, with the offsets they reach. */
public final class BoardStore {
  private final DSLContext dsl;

  public BoardStore(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Runs one batch; all of it is stored, or nothing. */
  public <T> T inTransaction(Function<StoredBatch, T> work) {
    return dsl.transactionResult(configuration -> work.apply(new StoredBatch(configuration.dsl())));
  }

  /** How far all partitions are read. */
  public Map<Partition, Long> offsets() {
    Map<Partition, Long> offsets = new HashMap<>();
    dsl.selectFrom(CONSUMED)
        .forEach(row ->
            offsets.put(new Partition(row.getTopic(), row.getPartition()), row.getNextOffset()));
    return offsets;
  }

  /** The partition is read from its beginning again. */
  public void forget(Partition partition) {
    dsl.deleteFrom(CONSUMED)
        .where(CONSUMED.TOPIC.eq(partition.topic()))
        .and(CONSUMED.PARTITION.eq(partition.number()))
        .execute();
  }

  /**
   * Whether a failure of {@link #inTransaction} comes from what was to be stored, and not from the
   * database being away or busy.
   */
  public boolean isFaultOfRecord(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused) {
        return isAboutValue(refused);
      }
    }
    return !(failure instanceof NestedRuntimeException)
        && !(failure instanceof org.jooq.exception.DataAccessException);
  }

  /** By its SQL state (data, integrity); without one, jOOQ could not write a value. */
  private static boolean isAboutValue(SQLException refused) {
    String state = refused.getSQLState();
    if (state == null) {
      return refused.getCause() instanceof RuntimeException;
    }
    return state.startsWith("22") || state.startsWith("23");
  }

  /** Removes output and history from before then; the plans and their results stay. */
  public int forgetBefore(Instant time) {
    int chunks = dsl.deleteFrom(LOG_CHUNK).where(LOG_CHUNK.AT.lt(time)).execute();
    return chunks + dsl.deleteFrom(HISTORY).where(HISTORY.AT.lt(time)).execute();
  }
}
