package dev.signalbox.scheduler.adapter.kafka;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer on one thread; what others want of the consumer is done on that thread. After an
 * error a new consumer starts over.
 */
final class ReaderThread {
  /** The consumer's own part of the work. */
  interface Role {
    /** A new consumer is there: subscribe or assign. */
    void begin(KafkaConsumer<byte[], byte[]> consumer);

    /** Records came, or none did for a while. */
    void read(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
        throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(ReaderThread.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_AFTER_ERROR_MS = 500;

  private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
  private final Role role;
  private final Queue<Consumer<KafkaConsumer<byte[], byte[]>>> wishes =
      new ConcurrentLinkedQueue<>();
  private final Semaphore wished = new Semaphore(0);
  private final Thread thread;
  private volatile boolean running = true;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  ReaderThread(String name, Supplier<KafkaConsumer<byte[], byte[]>> consumers, Role role) {
    this.consumers = consumers;
    this.role = role;
    this.consumer = consumers.get();
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Does something with the consumer, on its thread, as soon as may be. */
  void wish(Consumer<KafkaConsumer<byte[], byte[]>> wish) {
    wishes.add(wish);
    wished.release();
    consumer.wakeup();
  }

  void stop() {
    running = false;
    wished.release();
    consumer.wakeup();
    try {
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
        thread.join(PATIENCE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      try (KafkaConsumer<byte[], byte[]> current = consumer) {
        role.begin(current);
        pollWhileRunning(current);
      } catch (InterruptedException | InterruptException | WakeupException stopping) {
        Thread.interrupted();
      } catch (RuntimeException failure) {
        LOG.warn("{} starts over", thread.getName(), failure);
        restart();
      }
    }
  }

  private void pollWhileRunning(KafkaConsumer<byte[], byte[]> current) throws InterruptedException {
    while (running) {
      wished.drainPermits();
      for (var wish = wishes.poll(); wish != null; wish = wishes.poll()) {
        wish.accept(current);
      }
      role.read(current, polled(current));
    }
  }

  private ConsumerRecords<byte[], byte[]> polled(KafkaConsumer<byte[], byte[]> current)
      throws InterruptedException {
    if (current.subscription().isEmpty() && current.assignment().isEmpty()) {
      wished.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
      return ConsumerRecords.empty();
    }
    try {
      return current.poll(POLL);
    } catch (WakeupException woken) {
      return ConsumerRecords.empty();
    }
  }

  private void restart() {
    try {
      Thread.sleep(PAUSE_AFTER_ERROR_MS);
      if (running) {
        consumer = consumers.get();
      }
    } catch (InterruptedException stopping) {
      Thread.interrupted();
    } catch (KafkaException failure) {
      LOG.warn("{} cannot connect", thread.getName(), failure);
    }
  }
}
