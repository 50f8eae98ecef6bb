package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.adapter.jooq.BoardStore;
import dev.signalbox.dashboard.adapter.kafka.Records;
import dev.signalbox.dashboard.core.Incoming;
import dev.signalbox.dashboard.core.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the topics into the board, batch by batch, from where the database says it came. After any
 * failure it opens the topics anew.
 */
public final class Ingest implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final long PAUSE_SECONDS = 1;

  private final Supplier<Records> topics;
  private final BoardStore store;
  private final StoreBatch storing;
  private volatile @Nullable Run run;

  public Ingest(Supplier<Records> topics, BoardStore store, StoreBatch storing) {
    this.topics = topics;
    this.store = store;
    this.storing = storing;
  }

  @Override
  public void start() {
    Run started = new Run();
    run = started;
    Thread.ofPlatform().name("dashboard-ingest").start(started);
  }

  @Override
  public void stop() {
    Run running = run;
    run = null;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  public boolean isRunning() {
    return run != null;
  }

  /** Whether batches are read and stored right now. */
  public boolean isConsuming() {
    Run running = run;
    return running != null && running.consuming;
  }

  /** One life of the loop, from start to stop. */
  private final class Run implements Runnable {
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean consuming;

    @Override
    public void run() {
      while (stopping.getCount() > 0) {
        try (Records records = topics.get()) {
          goOn(records);
          consume(records);
        } catch (RuntimeException failure) {
          LOG.warn("reading the topics failed; they are opened again", failure);
        }
        consuming = false;
        pause();
      }
      stopped.countDown();
    }

    void stop() {
      stopping.countDown();
      try {
        if (!stopped.await(20, TimeUnit.SECONDS)) {
          LOG.warn("the consumer did not end in time");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void consume(Records records) {
      while (stopping.getCount() > 0) {
        List<Incoming> batch = records.poll(PATIENCE);
        storing.store(batch);
        consuming = true;
      }
    }

    private void pause() {
      try {
        if (stopping.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
          LOG.debug("stopping");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        stopping.countDown();
      }
    }
  }

  /** A topic that ends before our offset was made anew: everything on it is unread. */
  private void goOn(Records records) {
    Map<Partition, Long> stored = store.offsets();
    Map<Partition, Long> ends = records.ends();
    ends.forEach((partition, end) -> {
      long offset = stored.getOrDefault(partition, 0L);
      if (offset > end) {
        LOG.warn("{} ends at {}, before {}: read from its beginning", partition, end, offset);
        store.forget(partition);
      } else if (offset > 0) {
        records.seek(partition, offset);
      }
    });
  }
}
