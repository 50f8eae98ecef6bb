package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.OUTBOX;
import static org.jooq.impl.DSL.any;

import dev.signalbox.scheduler.core.outgoing.Outgoing;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** The records that the broker has not acknowledged. */
public final class OutboxStore {
  private final DSLContext database;

  public OutboxStore(DSLContext database) {
    this.database = database;
  }

  /** What an owner of the partition left unsent, in the order of its making. */
  public List<Outgoing> unsent(int partition) {
    return database
        .selectFrom(OUTBOX)
        .where(OUTBOX.PARTITION.eq(partition))
        .orderBy(OUTBOX.POSITION)
        .fetch(row ->
            new Outgoing(
                partition,
                row.getPosition(),
                row.getTopic(),
                row.getKey(),
                row.getValue(),
                HeadersText.read(row.getHeaders())));
  }

  /** Takes out what the broker has. */
  public void sent(Collection<Outgoing> acknowledged) {
    acknowledged.stream()
        .collect(
            Collectors.groupingBy(
                Outgoing::partition, Collectors.mapping(Outgoing::position, Collectors.toList())))
        .forEach((partition, positions) ->
            database
                .deleteFrom(OUTBOX)
                .where(OUTBOX.PARTITION.eq(partition))
                .and(OUTBOX.POSITION.eq(any(positions.toArray(Long[]::new))))
                .execute());
  }
}
