package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.Rendered.given;
import static dev.signalbox.scheduler.adapter.jooq.Rendered.several;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.OUTBOX;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.query;

import dev.signalbox.scheduler.core.outgoing.Outgoing;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** The records that the broker has not acknowledged. */
public final class OutboxStore {
  private static final Rendered WITHOUT_DISK =
      Rendered.of(query("set local synchronous_commit to off"));
  private static final Rendered TAKE_OUT =
      Rendered.of(
          deleteFrom(OUTBOX)
              .where(OUTBOX.PARTITION.eq(given(OUTBOX.PARTITION)))
              .and(OUTBOX.POSITION.eq(any(several(OUTBOX.POSITION)))));

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

  /**
   * Takes out what the broker has. The disk is not waited for: what a crash of the database brings
   * back is sent again, as after a crash of the scheduler.
   */
  public void sent(Collection<Outgoing> acknowledged) {
    Map<Integer, List<Long>> positions =
        acknowledged.stream()
            .collect(
                Collectors.groupingBy(
                    Outgoing::partition,
                    TreeMap::new,
                    Collectors.mapping(Outgoing::position, Collectors.toList())));
    database.transaction(
        work -> work.dsl().connection(connection -> takeOut(connection, positions)));
  }

  private static void takeOut(Connection connection, Map<Integer, List<Long>> positions) {
    Pipeline pipeline = new Pipeline(connection);
    pipeline.add(WITHOUT_DISK);
    positions.forEach(
        (partition, some) -> pipeline.add(TAKE_OUT, partition, some.toArray(Long[]::new)));
    pipeline.send();
  }
}
