package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PARTITION_OWNER;
import static org.jooq.impl.DSL.when;

import org.jooq.DSLContext;
import org.jooq.Field;

/** Who decides for which partition. */
public final class PartitionStore {
  private final DSLContext database;

  public PartitionStore(DSLContext database) {
    this.database = database;
  }

  /**
   * Takes a partition over, committed at once: whoever owned it can write no more. Offsets start at
   * zero where the topic is another one than before.
   *
   * @param submissionsTopic the topic's own id, which a new topic of the same name does not share
   */
  public Ownership takeOver(
      int partition, String owner, String submissionsTopic, String eventsTopic) {
    return database
        .insertInto(PARTITION_OWNER)
        .set(PARTITION_OWNER.PARTITION, partition)
        .set(PARTITION_OWNER.EPOCH, 1L)
        .set(PARTITION_OWNER.OWNER, owner)
        .set(PARTITION_OWNER.SUBMISSIONS_OFFSET, 0L)
        .set(PARTITION_OWNER.EVENTS_OFFSET, 0L)
        .set(PARTITION_OWNER.SUBMISSIONS_TOPIC, submissionsTopic)
        .set(PARTITION_OWNER.EVENTS_TOPIC, eventsTopic)
        .onConflict(PARTITION_OWNER.PARTITION)
        .doUpdate()
        .set(PARTITION_OWNER.EPOCH, PARTITION_OWNER.EPOCH.plus(1))
        .set(PARTITION_OWNER.OWNER, owner)
        .set(
            PARTITION_OWNER.SUBMISSIONS_OFFSET,
            kept(
                PARTITION_OWNER.SUBMISSIONS_OFFSET,
                PARTITION_OWNER.SUBMISSIONS_TOPIC,
                submissionsTopic))
        .set(
            PARTITION_OWNER.EVENTS_OFFSET,
            kept(PARTITION_OWNER.EVENTS_OFFSET, PARTITION_OWNER.EVENTS_TOPIC, eventsTopic))
        .set(PARTITION_OWNER.SUBMISSIONS_TOPIC, submissionsTopic)
        .set(PARTITION_OWNER.EVENTS_TOPIC, eventsTopic)
        .returning()
        .fetchSingle(row ->
            new Ownership(
                partition, row.getEpoch(), row.getSubmissionsOffset(), row.getEventsOffset()));
  }

  /** What is stored of a partition that is still owned in that epoch; fails when it is not. */
  public Ownership current(int partition, long epoch) {
    return database
        .selectFrom(PARTITION_OWNER)
        .where(PARTITION_OWNER.PARTITION.eq(partition))
        .and(PARTITION_OWNER.EPOCH.eq(epoch))
        .fetchOptional(row ->
            new Ownership(
                partition, row.getEpoch(), row.getSubmissionsOffset(), row.getEventsOffset()))
        .orElseThrow(() -> new NotOwnerException(partition, epoch));
  }

  private static Field<Long> kept(Field<Long> offset, Field<String> topic, String current) {
    return when(topic.eq(current), offset).otherwise(0L);
  }
}
