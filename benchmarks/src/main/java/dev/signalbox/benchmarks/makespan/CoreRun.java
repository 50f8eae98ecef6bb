package dev.signalbox.benchmarks.makespan;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.scheduler.core.schedule.RepositoryScheduler;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/** The real scheduling core among workers that take exactly the time of a task, in virtual time. */
final class CoreRun {
  private static final RepositoryId REPOSITORY = new RepositoryId("/benchmark/.git");
  private static final WorkerId WORKER = new WorkerId("only");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final PlanId PLAN = new PlanId(new UUID(1, 1));

  private record Running(long end, AttemptRef attempt) {}

  private final Dag dag;
  private final RepositoryScheduler core;
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(
          Comparator.comparingLong(Running::end)
              .thenComparingLong(run -> run.attempt().token().value()));
  private long now;
  private long tokens;
  private long ids;

  /**
   * @param dag what the tasks really take, whatever their plan estimates
   */
  CoreRun(Dag dag, int slots) {
    this.dag = dag;
    this.core = new RepositoryScheduler(Policies.DEFAULTS, Fleet.of(slots));
  }

  /** When the last task was merged, in milliseconds after the plan came in. */
  long makespan(Plan plan) {
    PlanSetup setup =
        new PlanSetup(PLAN, plan, "/benchmark", "main", "main", "0".repeat(40), "benchmark", START);
    core.apply(new Input.Accept(setup, ""), at());
    int merged = 0;
    decide();
    while (!running.isEmpty()) {
      now = running.element().end();
      while (!running.isEmpty() && running.element().end() == now) {
        AttemptRef attempt = running.remove().attempt();
        tell(new TaskEvent.Completed(id(), at(), REPOSITORY, attempt, WORKER, "c"));
        merged++;
      }
      decide();
    }
    if (merged != dag.tasks()) {
      throw new IllegalStateException("only " + merged + " tasks were merged");
    }
    return now;
  }

  private void decide() {
    List<Effect> effects = core.decide(at(), () -> new FencingToken(++tokens));
    for (Effect effect : effects) {
      if (effect instanceof Effect.Publish publish) {
        AttemptRef attempt = publish.attempt();
        int task = Integer.parseInt(attempt.task().key().value().substring(1));
        running.add(new Running(now + dag.millis()[task], attempt));
        tell(new TaskEvent.Claimed(id(), at(), REPOSITORY, attempt, WORKER));
      }
    }
    core.takeChanges();
  }

  private void tell(TaskEvent event) {
    core.apply(new Input.Happened(event), at());
  }

  private Instant at() {
    return START.plusMillis(now);
  }

  private UUID id() {
    return new UUID(0, ++ids);
  }
}
