package dev.signalbox.dashboard.flow;

import dev.signalbox.common.message.Topics;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.dashboard.adapter.jooq.BoardStore;
import dev.signalbox.dashboard.adapter.jooq.StoredBatch;
import dev.signalbox.dashboard.core.Board;
import dev.signalbox.dashboard.core.DeadLetter;
import dev.signalbox.dashboard.core.Incoming;
import dev.signalbox.dashboard.core.Partition;
import dev.signalbox.dashboard.core.Position;
import dev.signalbox.dashboard.core.Received;
import dev.signalbox.dashboard.core.Wanted;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a batch of records: one transaction with the rows and the offsets. When a record is the
 * reason that it cannot be stored, the batch is halved until that record stands alone and becomes a
 * dead letter.
 */
public final class StoreBatch {
  private static final Logger LOG = LoggerFactory.getLogger(StoreBatch.class);

  private final BoardStore store;
  private final Consumer<Stored> told;
  private final InstantSource clock;

  /**
   * @param told hears of every stored batch, after its commit
   */
  public StoreBatch(BoardStore store, Consumer<Stored> told, InstantSource clock) {
    this.store = store;
    this.told = told;
    this.clock = clock;
  }

  /** Stores all of it, whatever the records are; throws only when the database does not work. */
  public void store(List<Incoming> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      told.accept(store.inTransaction(transaction -> storeIn(transaction, batch)));
    } catch (RuntimeException failure) {
      if (!store.isFaultOfRecord(failure)) {
        throw failure;
      }
      separate(batch, failure);
    }
  }

  private void separate(List<Incoming> batch, RuntimeException failure) {
    int half = batch.size() / 2;
    if (half > 0) {
      store(batch.subList(0, half));
      store(batch.subList(half, batch.size()));
      return;
    }
    Incoming alone = batch.getFirst();
    LOG.warn("a record cannot be stored and is put aside: {}", alone.position(), failure);
    DeadLetter letter =
        new DeadLetter(
            alone.position(), clock.instant(), null, null, String.valueOf(failure.getMessage()));
    Incoming instead = new Incoming.Unreadable(letter);
    told.accept(store.inTransaction(transaction -> storeIn(transaction, List.of(instead))));
  }

  private static Stored storeIn(StoredBatch transaction, List<Incoming> batch) {
    Map<Partition, Long> next = new HashMap<>();
    batch.forEach(
        record -> next.merge(partition(record), record.position().offset() + 1, Math::max));
    Map<Partition, Long> stored = transaction.lockOffsets(next.keySet());
    List<Incoming> fresh = batch.stream().filter(record -> isNew(record, stored)).toList();
    Wanted wanted = Wanted.by(readable(batch));
    Board board = new Board(transaction.load(wanted));
    workersFirst(readable(fresh)).forEach(board::take);
    var changes = board.changes();
    transaction.write(changes);
    List<DeadLetter> letters = letters(fresh);
    letters.forEach(transaction::deadLetter);
    next.replaceAll((partition, offset) -> Math.max(offset, stored.getOrDefault(partition, 0L)));
    transaction.saveOffsets(next);
    return new Stored(batch.size(), changes, letters, board.live(wanted, reached(next)));
  }

  private static boolean isNew(Incoming record, Map<Partition, Long> stored) {
    return record.position().offset() >= stored.getOrDefault(partition(record), 0L);
  }

  private static List<Received> readable(List<Incoming> records) {
    return records.stream()
        .flatMap(record ->
            switch (record) {
              case Incoming.Readable readable -> Stream.of(readable.received());
              case Incoming.Unreadable _ -> Stream.<Received>empty();
            })
        .toList();
  }

  private static List<DeadLetter> letters(List<Incoming> records) {
    return records.stream()
        .flatMap(record ->
            switch (record) {
              case Incoming.Readable _ -> Stream.<DeadLetter>empty();
              case Incoming.Unreadable unreadable -> Stream.of(unreadable.letter());
            })
        .toList();
  }

  /** Topics have no order among them, and what a plan is allowed depends on who lives. */
  private static List<Received> workersFirst(List<Received> received) {
    return received.stream()
        .sorted(Comparator.comparing(each -> !(each.message() instanceof WorkerMessage)))
        .toList();
  }

  private static Map<Integer, Long> reached(Map<Partition, Long> next) {
    Map<Integer, Long> reached = new HashMap<>();
    next.forEach((partition, offset) -> {
      if (partition.topic().equals(Topics.CHANGES)) {
        reached.put(partition.number(), offset - 1);
      }
    });
    return reached;
  }

  private static Partition partition(Incoming record) {
    Position position = record.position();
    return new Partition(position.topic(), position.partition());
  }
}
