package dev.signalbox.dashboard.flow;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.dashboard.adapter.jooq.AttemptReader;
import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import dev.signalbox.dashboard.core.Changes;
import dev.signalbox.dashboard.core.PlanRow;
import dev.signalbox.dashboard.core.PlanView;
import dev.signalbox.dashboard.core.WorkerRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The dashboard's numbers for Prometheus. */
public final class BoardMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4)
  };
  private static final int MOST_ACTIVE = 500;

  /** What the tables said last; gauges must not ask a database. */
  private record Gauged(Map<TaskState, Integer> tasks, int live, int silent, double efficiency) {}

  private final MeterRegistry registry;
  private final BoardReader reader;
  private final AttemptReader attempts;
  private final InstantSource clock;
  private final Counter records;
  private final Counter stale;
  private final Counter orphans;
  private final Counter deadLetters;
  private volatile Gauged gauged = new Gauged(Map.of(), 0, 0, 0);

  public BoardMetrics(
      MeterRegistry registry,
      LiveViews views,
      BoardReader reader,
      AttemptReader attempts,
      InstantSource clock) {
    this.registry = registry;
    this.reader = reader;
    this.attempts = attempts;
    this.clock = clock;
    this.records = registry.counter("signalbox.dashboard.records");
    this.stale = registry.counter("signalbox.dashboard.stale.changes");
    this.orphans = registry.counter("signalbox.dashboard.orphan.changes");
    this.deadLetters = registry.counter("signalbox.dead.letters", "reason", "unreadable");
    Gauge.builder("signalbox.sse.clients", views, LiveViews::count).register(registry);
    Gauge.builder("signalbox.parallelism.efficiency.ratio", () -> gauged.efficiency())
        .register(registry);
    Gauge.builder("signalbox.workers", () -> gauged.live()).tag("state", "live").register(registry);
    Gauge.builder("signalbox.workers", () -> gauged.silent())
        .tag("state", "silent")
        .register(registry);
    for (TaskState state : TaskState.values()) {
      Gauge.builder("signalbox.tasks", () -> gauged.tasks().getOrDefault(state, 0))
          .tag("status", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  /** Counts what a stored batch came to. */
  public void count(Stored stored) {
    Changes changes = stored.changes();
    records.increment(stored.records());
    stale.increment(changes.stale());
    orphans.increment(changes.orphans());
    deadLetters.increment(stored.letters().size());
    changes.finished().forEach(this::finished);
    changes.rejected().forEach(this::rejected);
  }

  /** Reads the gauges' numbers from the tables. */
  void refresh() {
    Instant now = clock.instant();
    List<WorkerRow> workers = reader.workers();
    int live = (int) workers.stream().filter(row -> row.isLive(now)).count();
    int gone = (int) workers.stream().filter(WorkerRow::gone).count();
    Map<TaskState, Integer> tasks = new EnumMap<>(TaskState.class);
    tasks.putAll(attempts.tasksByState());
    gauged = new Gauged(tasks, live, workers.size() - live - gone, efficiency(now));
  }

  private double efficiency(Instant now) {
    double busy = 0;
    double allowed = 0;
    for (PlanRow row : reader.plans(List.of(PlanState.RUNNING), "", null, MOST_ACTIVE)) {
      PlanView view = PlanView.of(row, now);
      busy += view.busyWorkerSeconds();
      allowed += view.allowedWorkers() * view.elapsedSeconds();
    }
    return allowed <= 0 ? 0 : Math.min(1, busy / allowed);
  }

  private void finished(Changes.Finished task) {
    String outcome = task.outcome().toLowerCase(Locale.ROOT);
    registry.counter("signalbox.tasks.completed", "outcome", outcome).increment();
    Timer.builder("signalbox.task.duration")
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(Duration.ofMillis(task.durationMillis()));
  }

  private void rejected(SubmissionRejected submission) {
    String code = submission.reasons().stream().findFirst().map(Problem::code).orElse("none");
    registry.counter("signalbox.submissions.rejected", "code", code).increment();
  }
}
