package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.worker.adapter.kafka.LaneConsumer;
import dev.signalbox.worker.adapter.kafka.LaneConsumer.Delivery;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the attempts of people, beside the slots: each waits for its person in a thread of its own,
 * however long that takes.
 */
final class PeopleLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Beyond any slot, so that what is verified has a place and ports of its own. */
  private static final int FIRST_DESK = 1000;

  private final Supplier<LaneConsumer> lane;
  private final AttemptSession session;
  private final SlotGate gate;
  private final BitSet desks = new BitSet();
  private final Set<Thread> people = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  PeopleLoop(Supplier<LaneConsumer> lane, AttemptSession session, SlotGate gate) {
    this.lane = lane;
    this.session = session;
    this.gate = gate;
  }

  /** Takes nothing from now on. */
  void end() {
    ended = true;
  }

  /** Waits for those that were taken; to be asked to stop before. */
  void join() throws InterruptedException {
    for (Thread person : List.copyOf(people)) {
      person.join();
    }
  }

  @Override
  public void run() {
    while (!ended) {
      try (LaneConsumer consumer = lane.get()) {
        takeWork(consumer);
      } catch (InterruptedException | InterruptException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException failure) {
        LOG.error("people's work is asked for anew", failure);
        pause();
      }
    }
  }

  private void takeWork(LaneConsumer consumer) throws InterruptedException {
    while (!ended) {
      Optional<Delivery> delivery = gate.isDraining() ? Optional.empty() : consumer.poll(POLL);
      if (delivery.isPresent()) {
        handle(consumer, delivery.get());
      } else if (gate.isDraining()) {
        gate.rest();
      }
    }
  }

  private void handle(LaneConsumer consumer, Delivery delivery) throws InterruptedException {
    switch (delivery) {
      case Delivery.Unreadable unreadable -> {
        LOG.error("{} is rejected: {}", delivery.raw(), unreadable.why());
        consumer.reject(delivery);
      }
      case Delivery.Work work when work.assignment().person() == null -> {
        LOG.error("{} is rejected: it is nobody's", work.assignment().attempt());
        consumer.reject(delivery);
      }
      case Delivery.Work _ when ended || gate.isDraining() -> consumer.release(delivery);
      case Delivery.Work work -> {
        if (begin(work.assignment()).join()) {
          consumer.accept(delivery);
        } else if (!consumer.release(delivery)) {
          LOG.info("the lock on the record had run out; its claim decides");
        }
      }
    }
  }

  /** Whether the record is done with, said as soon as that is known. */
  private CompletableFuture<Boolean> begin(Assignment assignment) {
    CompletableFuture<Boolean> decided = new CompletableFuture<>();
    int desk = takeDesk();
    Thread person =
        Thread.ofVirtual()
            .name("person-" + assignment.attempt())
            .unstarted(() -> see(assignment, desk, decided));
    people.add(person);
    person.start();
    return decided;
  }

  private void see(Assignment assignment, int desk, CompletableFuture<Boolean> decided) {
    try {
      session.take(
          FIRST_DESK + desk,
          assignment,
          new AttemptSession.Receipt() {
            @Override
            public void accept() {
              decided.complete(true);
            }

            @Override
            public void release() {
              decided.complete(false);
            }
          },
          () -> ended || gate.isDraining());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.error("{} of a person was cut off", assignment.attempt(), failure);
    } finally {
      decided.complete(false);
      giveDesk(desk);
      people.remove(Thread.currentThread());
    }
  }

  private synchronized int takeDesk() {
    int desk = desks.nextClearBit(0);
    desks.set(desk);
    return desk;
  }

  private synchronized void giveDesk(int desk) {
    desks.clear(desk);
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
