package dev.signalbox.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic read by a share group: each record goes to one free slot, comes again when it is not
 * acknowledged in time, and is dropped after some deliveries.
 */
final class Lane {
  private static final Duration LOCK = Duration.ofSeconds(30);
  private static final Duration SESSION = Duration.ofSeconds(5);
  private static final int MOST_DELIVERIES = 5;

  /** A slot that asks for one record at a time. */
  interface Reader {
    boolean isFree();

    void take(Delivery delivery);
  }

  /** A record in the hand of a reader, until its lock runs out. */
  final class Delivery {
    private final Entry entry;
    private final int number;

    Delivery(Entry entry) {
      this.entry = entry;
      this.number = entry.deliveries;
    }

    Assigned record() {
      return entry.record;
    }

    /** Done with it; without effect when somebody else has it by now. */
    void accept() {
      if (entry.isHeldAs(number)) {
        entries.remove(entry);
      }
    }
  }

  private static final class Entry {
    final Assigned record;
    int deliveries;
    @Nullable Reader holder;

    Entry(Assigned record) {
      this.record = record;
    }

    boolean isHeldAs(int number) {
      return holder != null && deliveries == number;
    }
  }

  private final Timeline timeline;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private int next;

  Lane(Timeline timeline) {
    this.timeline = timeline;
  }

  void join(Reader reader) {
    readers.add(reader);
    handOut();
  }

  /** The reader is gone; what it had comes again soon. */
  void leave(Reader reader) {
    readers.remove(reader);
    timeline.after(
        SESSION,
        () ->
            List.copyOf(entries).stream()
                .filter(entry -> reader.equals(entry.holder))
                .forEach(this::giveBack));
  }

  void append(Assigned record) {
    entries.add(new Entry(record));
    handOut();
  }

  /** Gives waiting records to free readers. */
  void handOut() {
    for (Entry entry : List.copyOf(entries)) {
      if (entry.holder == null && entries.contains(entry)) {
        Reader free = freeReader();
        if (free == null) {
          return;
        }
        give(entry, free);
      }
    }
  }

  private void give(Entry entry, Reader reader) {
    entry.deliveries++;
    entry.holder = reader;
    Delivery delivery = new Delivery(entry);
    timeline.after(
        LOCK,
        () -> {
          if (entry.isHeldAs(delivery.number) && entries.contains(entry)) {
            giveBack(entry);
          }
        });
    reader.take(delivery);
  }

  private void giveBack(Entry entry) {
    entry.holder = null;
    if (entry.deliveries >= MOST_DELIVERIES) {
      entries.remove(entry);
    }
    handOut();
  }

  private @Nullable Reader freeReader() {
    for (int tried = 0; tried < readers.size(); tried++) {
      Reader reader = readers.get(Math.floorMod(next++, readers.size()));
      if (reader.isFree()) {
        return reader;
      }
    }
    return null;
  }
}
