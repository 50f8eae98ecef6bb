package dev.signalbox.benchmarks.jmh;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.scheduler.core.schedule.RepositoryScheduler;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one event costs the scheduling core, with the decision that follows and the changes that are
 * to be saved, in plans of very different size. Tasks have needs and share files, so that events
 * release dependents and wake what was parked on a path.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 15)
@Fork(value = 2, jvmArgsAppend = "-Xmx4g")
public class SchedulingEventBenchmark {
  private static final int COMPLETIONS = 500;
  private static final int EVENTS = COMPLETIONS * 4;
  private static final int SLOTS = 16;
  private static final RepositoryId REPOSITORY = new RepositoryId("/benchmark/.git");
  private static final WorkerId WORKER = new WorkerId("benchmark");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Param({"1000", "10000", "100000"})
  int tasks;

  private PlanSetup plan = PlanOfTasks.of(1);
  private RepositoryScheduler scheduler = new RepositoryScheduler(Policies.DEFAULTS, Fleet.of(1));
  private final Deque<AttemptRef> out = new ArrayDeque<>();
  private Instant now = START;
  private long tokens;
  private long ids;

  /** Makes the plan once. */
  @Setup(Level.Trial)
  public void makePlan() {
    plan = PlanOfTasks.of(tasks);
  }

  /** Gives every measurement a plan that was just accepted and its first attempts published. */
  @Setup(Level.Invocation)
  public void accept() {
    scheduler = new RepositoryScheduler(Policies.DEFAULTS, Fleet.of(SLOTS));
    out.clear();
    now = START;
    scheduler.apply(new Input.Accept(plan, ""), now);
    decide();
    scheduler.takeChanges();
  }

  /** Walks 500 attempts from grant to merge: four events each. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long event() {
    long changes = 0;
    for (int done = 0; done < COMPLETIONS; done++) {
      AttemptRef attempt = out.remove();
      changes += happened(new TaskEvent.Claimed(id(), now, REPOSITORY, attempt, WORKER));
      changes += happened(new TaskEvent.Started(id(), now, REPOSITORY, attempt, WORKER, "b"));
      changes += happened(new TaskEvent.Merging(id(), now, REPOSITORY, attempt, WORKER, "c"));
      changes += happened(new TaskEvent.Completed(id(), now, REPOSITORY, attempt, WORKER, "c"));
    }
    return changes;
  }

  private int happened(TaskEvent event) {
    now = now.plusMillis(1);
    int effects = scheduler.apply(new Input.Happened(event), now).size();
    decide();
    return effects + scheduler.takeChanges().tasks().size();
  }

  private void decide() {
    List<Effect> effects = scheduler.decide(now, () -> new FencingToken(++tokens));
    for (Effect effect : effects) {
      if (effect instanceof Effect.Publish publish) {
        out.add(publish.attempt());
      }
    }
  }

  private UUID id() {
    return new UUID(0, ++ids);
  }

  static final PlanId PLAN = new PlanId(new UUID(1, 1));
}
