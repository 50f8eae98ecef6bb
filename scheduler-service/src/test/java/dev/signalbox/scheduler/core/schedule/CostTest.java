package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A coarse guard; the benchmarks measure. */
class CostTest {
  private static final int SLOTS = 8;
  private static final double COARSE = 4;

  @Test
  @DisplayName("An event costs what it touches, not what the plan holds")
  void eventsInALargePlanCostLittleMoreThanInASmallOne() {
    nanosPerEvent(10_000);
    double small = best(1_000);
    double large = best(100_000);
    assertThat(large)
        .as("µs per event, against %s in the small plan", small)
        .isLessThan(COARSE * small);
  }

  private static double best(int tasks) {
    double best = Double.MAX_VALUE;
    for (int run = 0; run < 2; run++) {
      best = Math.min(best, nanosPerEvent(tasks) / 1000);
    }
    return best;
  }

  /** Two chains in every hundred tasks; every tenth task writes one file that all of them want. */
  private static List<TaskSpec> tasks(int count) {
    List<TaskSpec> tasks = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      var task = task("t" + at).files(at % 10 == 0 ? "shared.txt" : "src/" + at + ".txt");
      tasks.add(at % 100 < 2 ? task.build() : task.needs("t" + (at - 2)).build());
    }
    return tasks;
  }

  private static double nanosPerEvent(int count) {
    RepositoryScheduler core = new RepositoryScheduler(Policies.DEFAULTS, Fleet.of(SLOTS));
    AtomicLong token = new AtomicLong();
    Deque<Effect.Publish> out = new ArrayDeque<>();
    PlanSetup setup =
        TestingCore.setup(
            TestingPlans.PLAN_ID,
            TestingCore.plan(OnFailure.CONTINUE, tasks(count).toArray(TaskSpec[]::new)));
    core.apply(new Input.Accept(setup, ""), TestingClock.START);
    decide(core, token, out);
    core.takeChanges();
    int events = count * 9 / 10;
    long begun = System.nanoTime();
    for (int event = 0; event < events; event++) {
      core.apply(new Input.Happened(completed(out.remove(), event)), TestingClock.START);
      decide(core, token, out);
      core.takeChanges();
    }
    return (System.nanoTime() - begun) / (double) events;
  }

  private static void decide(
      RepositoryScheduler core, AtomicLong token, Deque<Effect.Publish> out) {
    core.decide(TestingClock.START, () -> new FencingToken(token.incrementAndGet())).stream()
        .filter(Effect.Publish.class::isInstance)
        .map(Effect.Publish.class::cast)
        .forEach(out::add);
  }

  private static TaskEvent completed(Effect.Publish publish, int event) {
    return new TaskEvent.Completed(
        new UUID(2, event),
        TestingClock.START,
        TestingPlans.REPOSITORY,
        publish.attempt(),
        TestingCore.WORKER,
        null);
  }
}
