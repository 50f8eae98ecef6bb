package dev.signalbox.lock.flow;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.lock.core.ClaimFact;
import dev.signalbox.lock.core.JournalEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What the lock-service counts and measures. */
public final class LockMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1)
  };

  private final MeterRegistry registry;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final Counter expired;
  private final AtomicInteger held = new AtomicInteger();

  public LockMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.expired =
        Counter.builder("signalbox.locks.expired")
            .description("claims whose holder did not renew them in time")
            .register(registry);
    Gauge.builder("signalbox.locks.held", held, AtomicInteger::get)
        .description("live claims of all repositories")
        .register(registry);
  }

  void held(int claims) {
    held.set(claims);
  }

  void told(JournalEntry entry) {
    if (entry.fact() instanceof ClaimFact.Closed closed && closed.by() == ClosedBy.EXPIRY) {
      expired.increment();
    }
  }

  /** Measures a claim, by what became of it. */
  ClaimAnswer timed(Supplier<ClaimAnswer> claim) {
    Timer.Sample sample = Timer.start(registry);
    ClaimAnswer answer = claim.get();
    sample.stop(timer(outcome(answer)));
    return answer;
  }

  private Timer timer(String outcome) {
    return timers.computeIfAbsent(outcome, this::register);
  }

  private Timer register(String outcome) {
    return Timer.builder("signalbox.lock.claim")
        .description("time to answer a claim")
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static String outcome(ClaimAnswer answer) {
    return switch (answer) {
      case ClaimAnswer.Granted granted -> "granted";
      case ClaimAnswer.Denied denied -> "denied";
      case ClaimAnswer.Recovering recovering -> "recovering";
      case ClaimAnswer.Closed closed -> "closed";
      case ClaimAnswer.Lost lost -> "lost";
    };
  }
}
