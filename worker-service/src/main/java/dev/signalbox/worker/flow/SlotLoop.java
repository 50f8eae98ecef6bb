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
  private final SlotGate gate;
  private volatile boolean ended;
  private volatile boolean alive;

  SlotLoop(int slot, Supplier<SlotLanes> lanes, AttemptSession session, SlotGate gate) {
    this.slot = slot;
    this.lanes = lanes;
    this.session = session;
    this.gate = gate;
  }

  /** Takes nothing from now on, and ends with what it has in hand. */
  void end() {
    ended = true;
  }

  /** Whether the slot takes work, is at work, or rests because the machine bears no more. */
  boolean isAlive() {
    return alive;
  }

  @Override
  public void run() {
    while (!ended) {
      try {
        if (gate.enter(slot)) {
          takeWork();
        } else {
          alive = true;
          gate.rest();
        }
      } catch (InterruptedException | InterruptException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException failure) {
        LOG.error("slot {} starts over", slot, failure);
        alive = false;
        pause();
      }
    }
  }

  /** A slot that rests leaves its lanes, or a record might be fetched and wait for it. */
  private void takeWork() throws InterruptedException {
    try (SlotLanes open = lanes.get()) {
      while (!ended && gate.enter(slot)) {
        Optional<SlotLanes.Taken> taken = open.poll();
        alive = true;
        if (taken.isPresent()) {
          begin(taken.get());
          open.resume();
        }
      }
    } finally {
      gate.leave(slot);
    }
  }

  private void begin(SlotLanes.Taken taken) throws InterruptedException {
    if (gate.begin(slot)) {
      try {
        handle(taken.consumer(), taken.delivery());
      } finally {
        gate.leave(slot);
      }
    } else {
      acknowledged(taken.consumer().release(taken.delivery()));
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
                  consumer.accept(delivery);
                }

                @Override
                public void release() {
                  acknowledged(consumer.release(delivery));
                }
              },
              () -> ended || gate.isDraining());
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
