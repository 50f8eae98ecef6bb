package dev.signalbox.worker.flow;

import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the lock-service until it answers, with growing pauses. The same nonce is sent each time, so
 * a request that was carried out but not answered does no harm.
 */
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private Patience() {}

  /** The answer; empty when it was given up first. */
  static <A> Optional<A> ask(BooleanSupplier givenUp, Supplier<A> request)
      throws InterruptedException {
    Duration pause = FIRST;
    while (true) {
      try {
        return Optional.of(request.get());
      } catch (LockServiceUnreachableException unreachable) {
        LOG.warn("{}; asking again in {}", unreachable.getMessage(), pause);
      }
      if (givenUp.getAsBoolean()) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
    }
  }
}
