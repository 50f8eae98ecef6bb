package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.core.learning.Expected;
import dev.signalbox.scheduler.core.learning.Measured;
import dev.signalbox.scheduler.core.schedule.Effect;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the decision thread counts. */
public final class DecisionMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionMetrics.class);
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1)
  };

  /** The words that the reason of a failed task begins with. */
  private static final Set<String> KINDS =
      Arrays.stream(FailureKind.values())
          .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.toUnmodifiableSet());

  private final MeterRegistry registry;
  private final Timer decision;
  private final DistributionSummary authorErrors;
  private final DistributionSummary expectedErrors;
  private final Counter duplicates;
  private final Counter published;
  private final Counter unreadable;
  private final Counter reloads;
  private final Counter deadlocks;
  private final AtomicInteger backlog = new AtomicInteger();
  private final AtomicIntegerArray states = new AtomicIntegerArray(TaskState.values().length);
  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicInteger allowed = new AtomicInteger();

  public DecisionMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.decision =
        Timer.builder("signalbox.decision")
            .description("From taking a batch of records to its commit")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    this.authorErrors = errors("author");
    this.expectedErrors = errors("scheduler");
    this.duplicates = registry.counter("signalbox.messages.duplicate");
    this.published = registry.counter("signalbox.attempts.published");
    this.unreadable = registry.counter("signalbox.messages.unreadable");
    this.reloads = registry.counter("signalbox.scheduler.reloads");
    this.deadlocks = registry.counter("signalbox.deadlocks");
    for (TaskState state : TaskState.values()) {
      Gauge.builder("signalbox.tasks", states, held -> held.get(state.ordinal()))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("signalbox.queue.backlog.tasks", backlog, AtomicInteger::get)
        .description("Tasks that would run now if there were slots for them")
        .register(registry);
    Gauge.builder("signalbox.scheduler.workers", workers, AtomicInteger::get).register(registry);
    Gauge.builder("signalbox.scheduler.slots", allowed, AtomicInteger::get).register(registry);
  }

  private DistributionSummary errors(String by) {
    return DistributionSummary.builder("signalbox.estimate.error.ratio")
        .description("|estimated - actual| / actual of merged tasks")
        .tag("by", by)
        .serviceLevelObjectives(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10)
        .register(registry);
  }

  void decided(long nanos) {
    decision.record(Duration.ofNanos(nanos));
  }

  void duplicate() {
    duplicates.increment();
  }

  /** How far off the author and the scheduler were. */
  void measured(List<Measured> tasks) {
    for (Measured task : tasks) {
      expectedErrors.record(task.error(task.expected()));
      Expected author = task.author();
      if (author != null) {
        authorErrors.record(task.error(author));
      }
    }
  }

  /** A record that is no message. */
  void unreadable() {
    unreadable.increment();
  }

  void reloaded() {
    reloads.increment();
  }

  void published() {
    published.increment();
  }

  void deadlock(Effect.DeadlockFound found) {
    deadlocks.increment();
    LOG.info("deadlock of {}: {} is stopped", found.cycle(), found.victim());
  }

  void ignored(Effect.Ignored.Why why) {
    registry
        .counter("signalbox.messages.ignored", "why", why.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void rejected(List<Problem> reasons) {
    reasons.stream()
        .map(Problem::code)
        .distinct()
        .forEach(
            code -> registry.counter("signalbox.submissions.rejected", "code", code).increment());
  }

  /** A task failed for good: nobody tries it again unless asked to. */
  void deadLetter(String reason) {
    int colon = reason.indexOf(':');
    String kind = colon < 0 ? reason : reason.substring(0, colon);
    registry
        .counter("signalbox.dead.letters", "reason", KINDS.contains(kind) ? kind : "other")
        .increment();
  }

  private void blocked(String reason, long millis) {
    registry.counter("signalbox.blocked.seconds", "reason", reason).increment(millis / 1000.0);
  }

  /** Shows how things stand, now and then: it looks at every plan. */
  void show(Holdings holdings, Instant now) {
    holdings.all().forEach(repository -> repository.core.lookAtWaits(now).forEach(this::blocked));
    Map<TaskState, Integer> sums = new EnumMap<>(TaskState.class);
    holdings
        .all()
        .forEach(repository ->
            repository
                .core
                .counts()
                .forEach((state, count) -> sums.merge(state, count, Integer::sum)));
    for (TaskState state : TaskState.values()) {
      states.set(state.ordinal(), sums.getOrDefault(state, 0));
    }
    workers.set(holdings.fleet.workers().size());
    backlog.set(holdings.all().mapToInt(repository -> repository.core.backlog()).sum());
    allowed.set(holdings.fleet.slots());
  }
}
