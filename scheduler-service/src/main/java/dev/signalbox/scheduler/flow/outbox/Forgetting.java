package dev.signalbox.scheduler.flow.outbox;

import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.jooq.StoredPlans;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets, every hour, the ids of messages that are too old to come again. */
public final class Forgetting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

  private final PlanStore plans;
  private final StoredPlans stored;
  private final Duration remembered;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("forgetting").factory());

  public Forgetting(PlanStore plans, StoredPlans stored, Duration remembered, InstantSource clock) {
    this.plans = plans;
    this.stored = stored;
    this.remembered = remembered;
    this.clock = clock;
  }

  public void start() {
    var unused = thread.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
  }

  /** Forgets what is older than the limit; says how much it was. */
  public int forgetNow() {
    Instant limit = clock.instant().minus(remembered);
    return plans.forgetMessagesBefore(limit) + stored.forgetUnusedBefore(limit);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void forget() {
    try {
      LOG.info("{} ids of messages forgotten", forgetNow());
    } catch (RuntimeException failure) { // thrown on, it would be the last time
      LOG.warn("ids of messages are kept for another hour", failure);
    }
  }
}
