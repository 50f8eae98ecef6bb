package dev.signalbox.worker.flow;

import dev.signalbox.worker.adapter.kafka.LaneConsumer;
import dev.signalbox.worker.adapter.kafka.LaneConsumer.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One slot: asks for one record when it is free, sees it through, asks again. */
final class SlotLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SlotLoop.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final int slot;
  private final Supplier<SlotLanes> lanes;
  private final AttemptSession session;
  private volatile boolean draining;
  private volatile boolean polling;

  SlotLoop(int slot, Supplier<SlotLanes> lanes, AttemptSession session) {
    this.slot = slot;
    this.lanes = lanes;
    this.session = session;
  }

  /** Takes nothing new from now on. */
  void drain() {
    draining = true;
  }

  /** Whether the slot takes work or is at work. */
  boolean isAlive() {
    return polling;
  }

  @Override
  public void run() {
    while (!draining) {
      try (SlotLanes open = lanes.get()) {
        takeWork(open);
      } catch (InterruptedException | InterruptException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException failure) {
        LOG.error("slot {} starts over", slot, failure);
        pause();
      } finally {
        polling = false;
      }
    }
  }

  private void takeWork(SlotLanes open) throws InterruptedException {
    while (!draining) {
      Optional<SlotLanes.Taken> taken = open.poll();
      polling = true;
      if (taken.isPresent()) {
        handle(taken.get().consumer(), taken.get().delivery());
        open.resume();
      }
    }
  }

  private void handle(LaneConsumer consumer, Delivery delivery) throws InterruptedException {
    switch (delivery) {
      case Delivery.Unreadable unreadable -> {
        LOG.error("slot {}: {} is rejected: {}", slot, delivery.raw(), unreadable.why());
        consumer.reject(delivery);
      }
      case Delivery.Work work ->
          session.take(
              slot,
              work.assignment(),
              new AttemptSession.Receipt() {
                @Override
                public void accept() {
                  acknowledged(consumer.accept(delivery));
                }

                @Override
                public void release() {
                  acknowledged(consumer.release(delivery));
                }
              },
              () -> draining);
    }
  }

  private void acknowledged(boolean accepted) {
    if (!accepted) {
      LOG.info("slot {}: the lock on the record had run out; its claim decides", slot);
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
