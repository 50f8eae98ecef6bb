package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.adapter.jooq.BoardStore;
import dev.signalbox.dashboard.adapter.jooq.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Refreshes the gauges every few seconds, and every hour forgets what is too old. */
public final class Housekeeping implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final long ROUND_SECONDS = 5;
  private static final Duration SWEEP = Duration.ofHours(1);

  private final BoardStore store;
  private final WorkerStore workers;
  private final Duration retention;
  private final BoardMetrics metrics;
  private final InstantSource clock;
  private volatile @Nullable CountDownLatch stopping;

  public Housekeeping(
      BoardStore store,
      WorkerStore workers,
      Duration retention,
      BoardMetrics metrics,
      InstantSource clock) {
    this.store = store;
    this.workers = workers;
    this.retention = retention;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void start() {
    CountDownLatch end = new CountDownLatch(1);
    stopping = end;
    Thread.ofVirtual().name("dashboard-housekeeping").start(() -> rounds(end));
  }

  @Override
  public void stop() {
    CountDownLatch end = stopping;
    stopping = null;
    if (end != null) {
      end.countDown();
    }
  }

  @Override
  public boolean isRunning() {
    return stopping != null;
  }

  private void rounds(CountDownLatch end) {
    Instant nextSweep = clock.instant();
    try {
      while (!end.await(ROUND_SECONDS, TimeUnit.SECONDS)) {
        nextSweep = round(nextSweep);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Instant round(Instant nextSweep) {
    try {
      metrics.refresh();
      Instant now = clock.instant();
      if (now.isBefore(nextSweep)) {
        return nextSweep;
      }
      int rows =
          store.forgetBefore(now.minus(retention))
              + workers.forgetSilentSince(now.minus(retention));
      LOG.debug("forgot {} rows older than {}", rows, retention);
      return now.plus(SWEEP);
    } catch (RuntimeException failure) {
      LOG.warn("housekeeping failed; tried again in {} s", ROUND_SECONDS, failure);
      return nextSweep;
    }
  }
}
