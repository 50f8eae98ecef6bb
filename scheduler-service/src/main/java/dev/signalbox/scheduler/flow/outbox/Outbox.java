package dev.signalbox.scheduler.flow.outbox;

import dev.signalbox.scheduler.adapter.jooq.OutboxStore;
import dev.signalbox.scheduler.adapter.kafka.RecordSender;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends committed records in order, on a thread of its own, and takes out the acknowledged, on
 * another: what is to be sent does not wait for the database.
 */
public final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final long TIDY_EVERY_MS = 100;
  private static final long PAUSE_AFTER_ERROR_MS = 200;

  private final RecordSender sender;
  private final OutboxStore store;
  private final BlockingQueue<Outgoing> committed = new LinkedBlockingQueue<>();
  private final Queue<Outgoing> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicLong unsent = new AtomicLong();
  private final Thread thread;
  private final ScheduledExecutorService tidying =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("outbox-tidying").factory());
  private volatile boolean running = true;

  public Outbox(RecordSender sender, OutboxStore store) {
    this.sender = sender;
    this.store = store;
    this.thread = Thread.ofPlatform().name("outbox").unstarted(this::run);
  }

  public void start() {
    thread.start();
    var unused =
        tidying.scheduleWithFixedDelay(
            this::tidy, TIDY_EVERY_MS, TIDY_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Hands over what a transaction has stored. */
  public void send(List<Outgoing> records) {
    unsent.addAndGet(records.size());
    committed.addAll(records);
  }

  /** How many records wait for the broker. */
  public long size() {
    return unsent.get();
  }

  public void stop() {
    running = false;
    thread.interrupt();
    tidying.shutdown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
      var unused = tidying.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      try {
        sendUntilTaken(committed.take());
      } catch (InterruptedException stopping) {
        break;
      } catch (RuntimeException failure) { // the outermost loop: without it nothing is ever sent
        LOG.warn("a record stays in the outbox for now", failure);
      }
    }
  }

  /** The next one may not overtake, so this one is tried until the client takes it. */
  private void sendUntilTaken(Outgoing record) throws InterruptedException {
    while (running) {
      try {
        sender.send(record, this::acknowledge);
        return;
      } catch (KafkaException failure) {
        LOG.warn("cannot send to {} yet", record.topic(), failure);
        Thread.sleep(PAUSE_AFTER_ERROR_MS);
      }
    }
  }

  private void acknowledge(Outgoing record) {
    unsent.decrementAndGet();
    acknowledged.add(record);
  }

  private void tidy() {
    List<Outgoing> done = new ArrayList<>();
    for (Outgoing next = acknowledged.poll(); next != null; next = acknowledged.poll()) {
      done.add(next);
    }
    if (done.isEmpty()) {
      return;
    }
    try {
      store.sent(done);
    } catch (RuntimeException failure) { // thrown on, it would be the last time
      LOG.warn("sent records stay in the outbox for now", failure);
      acknowledged.addAll(done);
    }
  }
}
