package dev.signalbox.worker.flow;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.http.LockClient;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the claims of running attempts, and stops those that lose theirs. */
public final class ClaimKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(ClaimKeeper.class);
  private static final int TICKS_PER_RENEWAL = 4;
  private static final Duration LONGEST_TICK = Duration.ofSeconds(5);

  private final LockClient locks;
  private final ClaimRefs refs;
  private final WorkerId worker;
  private final ScheduledExecutorService clock;

  public ClaimKeeper(
      LockClient locks, ClaimRefs refs, WorkerId worker, ScheduledExecutorService clock) {
    this.locks = locks;
    this.refs = refs;
    this.worker = worker;
    this.clock = clock;
  }

  /** Keeps a claim until the returned handle is closed. */
  Keeping keep(RunningAttempt attempt) {
    AtomicBoolean asking = new AtomicBoolean();
    long tick = tick(attempt.authority().renewEvery()).toMillis();
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
   * Renews now; a claim that the lock-service has lost is set up again.
   *
   * @return whether the claim stands
   */
  boolean renew(RunningAttempt attempt) {
    long sentNanos = System.nanoTime();
    Instant sentAt = Instant.now();
    ClaimAnswer answer = locks.renew(attempt.handle());
    if (answer instanceof ClaimAnswer.Lost && isStillWritten(attempt)) {
      answer = locks.reestablish(attempt.request(worker, attempt.holds()));
      LOG.info("the claim of {} was lost: asked for it again: {}", attempt.attempt(), answer);
    }
    return switch (answer) {
      case ClaimAnswer.Granted granted -> {
        attempt.proven(sentNanos, sentAt, granted);
        yield true;
      }
      case ClaimAnswer.Denied denied when !isOurs(attempt, denied) -> {
        // Perhaps it is let go before our authority ends; until then nothing was given away.
        LOG.warn("{} of {} is held by {}", denied.path(), attempt.attempt(), denied.holder());
        yield false;
      }
      case ClaimAnswer.Denied _, ClaimAnswer.Closed _, ClaimAnswer.Lost _ -> {
        attempt.stop("the claim is gone: the lock-service answered " + answer);
        yield false;
      }
      case ClaimAnswer.Recovering _ -> false;
    };
  }

  /** What git says: whoever was granted our paths since then has closed our claim there. */
  private boolean isStillWritten(RunningAttempt attempt) {
    Optional<TargetRepository> target = attempt.target();
    return attempt.claim().isEmpty()
        || target.isEmpty()
        || refs.isLive(target.get(), attempt.attempt());
  }

  private static boolean isOurs(RunningAttempt attempt, ClaimAnswer.Denied denied) {
    return denied.holder().token().equals(attempt.attempt().token());
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
    } catch (LockServiceUnreachableException | GitFailedException failure) {
      LOG.warn("cannot renew the claim of {}: {}", attempt.attempt(), failure.getMessage());
    } finally {
      asking.set(false);
    }
  }

  private static Duration tick(Duration renewEvery) {
    Duration tick = renewEvery.dividedBy(TICKS_PER_RENEWAL);
    return tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick.plusMillis(1);
  }
}
