package dev.signalbox.worker.flow;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.worker.adapter.http.LockClient;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the claims of running attempts, and stops those that lose theirs. */
public final class ClaimKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(ClaimKeeper.class);
  private static final int TICKS_PER_TTL = 12;
  private static final Duration LONGEST_TICK = Duration.ofSeconds(5);

  private final LockClient locks;
  private final ScheduledExecutorService clock;

  public ClaimKeeper(LockClient locks, ScheduledExecutorService clock) {
    this.locks = locks;
    this.clock = clock;
  }

  /** Keeps a claim until the returned handle is closed. */
  Keeping keep(RunningAttempt attempt) {
    AtomicBoolean asking = new AtomicBoolean();
    long tick = tick(attempt.authority().ttl()).toMillis();
    ScheduledFuture<?> watch =
        clock.scheduleAtFixedRate(() -> watch(attempt, asking), tick, tick, TimeUnit.MILLISECONDS);
    return () -> watch.cancel(false);
  }

  /** Ends the keeping of one claim. */
  interface Keeping extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Renews now.
   *
   * @return whether the claim stands
   */
  boolean renew(RunningAttempt attempt) {
    long sentNanos = System.nanoTime();
    Instant sentAt = Instant.now();
    ClaimAnswer answer = locks.renew(attempt.handle());
    return switch (answer) {
      case ClaimAnswer.Granted _ -> {
        attempt.proven(sentNanos, sentAt);
        yield true;
      }
      case ClaimAnswer.Denied _, ClaimAnswer.Closed _, ClaimAnswer.Lost _ -> {
        attempt.stop("the claim is gone: the lock-service answered " + answer);
        yield false;
      }
    };
  }

  private void watch(RunningAttempt attempt, AtomicBoolean asking) {
    boolean due = attempt.authority().isRenewalDue(System.nanoTime(), Instant.now());
    if (attempt.stopReason().isEmpty() && due && asking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("renew-" + attempt.attempt()).start(() -> ask(attempt, asking));
    }
  }

  private void ask(RunningAttempt attempt, AtomicBoolean asking) {
    try {
      renew(attempt);
    } catch (LockServiceUnreachableException unreachable) {
      LOG.warn("cannot renew the claim of {}: {}", attempt.attempt(), unreachable.getMessage());
    } finally {
      asking.set(false);
    }
  }

  private static Duration tick(Duration ttl) {
    Duration tick = ttl.dividedBy(TICKS_PER_TTL);
    return tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick.plusMillis(1);
  }
}
