package dev.signalbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Virtual time: what is to happen, in its order; what is due at one moment happens as it was
 * entered.
 */
final class Timeline {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private record Due(Instant at, long number, Runnable action) {}

  private final PriorityQueue<Due> waiting = new PriorityQueue<>(Timeline::compare);
  private Instant now = START;
  private long entered;

  private static int compare(Due one, Due other) {
    int byTime = one.at().compareTo(other.at());
    return byTime == 0 ? Long.compare(one.number(), other.number()) : byTime;
  }

  Instant now() {
    return now;
  }

  /** Enters what is to happen after that time. */
  void after(Duration wait, Runnable action) {
    waiting.add(new Due(now.plus(wait), entered++, action));
  }

  /** Lets the next thing happen; says whether there was one before that time. */
  boolean advance(Instant limit) {
    Due next = waiting.peek();
    if (next == null || next.at().isAfter(limit)) {
      return false;
    }
    waiting.remove();
    now = next.at();
    next.action().run();
    return true;
  }
}
