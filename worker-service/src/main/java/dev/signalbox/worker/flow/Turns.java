package dev.signalbox.worker.flow;

import dev.signalbox.common.claim.TurnAnswer;
import dev.signalbox.common.claim.TurnRequest;
import dev.signalbox.worker.adapter.http.LockClient;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import dev.signalbox.worker.core.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for an attempt's turn to verify and merge, and keeps it. */
public final class Turns {

  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
  private static final Duration SHORTEST_REFRESH = Duration.ofMillis(100);

  private final LockClient locks;
  private final ScheduledExecutorService clock;
  private final Duration poll;

  public Turns(LockClient locks, ScheduledExecutorService clock, Duration poll) {
    this.locks = locks;
    this.clock = clock;
    this.poll = poll;
  }

  /** A turn, or what is left of a wish for one; closing gives it back. */
  interface Turn extends AutoCloseable {

    boolean isTaken();

    @Override
    void close();
  }

  /** Waits until it is the attempt's turn, or the attempt has to stop. */
  Turn take(RunningAttempt attempt) throws InterruptedException {
    TurnRequest request = new TurnRequest(attempt.handle(), attempt.assignment().mergeBranch());
    while (attempt.stopReason().isEmpty()) {
      Optional<Instant> until = ask(request);
      if (until.isPresent()) {
        attempt.reached(Step.TURN_TAKEN);
        return new Held(request, keep(request, until.get()));
      }
      TimeUnit.NANOSECONDS.sleep(poll.toNanos());
    }
    return new Missed(request);
  }

  private Optional<Instant> ask(TurnRequest request) {
    try {
      TurnAnswer answer = locks.takeTurn(request);
      return switch (answer) {
        case TurnAnswer.Taken taken -> Optional.of(taken.until());
        case TurnAnswer.Waiting _ -> Optional.empty();
      };
    } catch (LockServiceUnreachableException unreachable) {
      LOG.warn("cannot ask for a turn: {}", unreachable.getMessage());
      return Optional.empty();
    }
  }

  /** Taking it again makes it last; should it be lost, the branch's compare-and-set decides. */
  private ScheduledFuture<?> keep(TurnRequest request, Instant until) {
    Duration third = Duration.between(Instant.now(), until).dividedBy(3);
    long every = (third.compareTo(SHORTEST_REFRESH) > 0 ? third : SHORTEST_REFRESH).toMillis();
    return clock.scheduleAtFixedRate(
        () -> Thread.ofVirtual().start(() -> ask(request)), every, every, TimeUnit.MILLISECONDS);
  }

  private void giveBack(TurnRequest request) {
    try {
      locks.releaseTurn(request);
    } catch (LockServiceUnreachableException unreachable) {
      LOG.warn("cannot give a turn back, it will run out: {}", unreachable.getMessage());
    }
  }

  private final class Held implements Turn {

    private final TurnRequest request;
    private final ScheduledFuture<?> keeping;

    Held(TurnRequest request, ScheduledFuture<?> keeping) {
      this.request = request;
      this.keeping = keeping;
    }

    @Override
    public boolean isTaken() {
      return true;
    }

    @Override
    public void close() {
      keeping.cancel(false);
      giveBack(request);
    }
  }

  private final class Missed implements Turn {

    private final TurnRequest request;

    Missed(TurnRequest request) {
      this.request = request;
    }

    @Override
    public boolean isTaken() {
      return false;
    }

    @Override
    public void close() {
      giveBack(request);
    }
  }
}
