package dev.signalbox.scheduler.flow.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The one way to the decision thread. Full, it makes readers wait. */
final class DecisionQueue {
  private static final int CAPACITY = 256;
  private static final int LARGEST_BATCH = 64;

  private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>(CAPACITY);

  void put(Work work) throws InterruptedException {
    waiting.put(work);
  }

  /** All that waits, up to a limit; empty when nothing came in time. */
  List<Work> take(Duration patience) throws InterruptedException {
    List<Work> taken = new ArrayList<>();
    Work first = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      taken.add(first);
      waiting.drainTo(taken, LARGEST_BATCH - 1);
    }
    return taken;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
