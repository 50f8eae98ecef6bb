package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A world with two workers of two slots and one plan, for one schedule of events. */
final class Stage {
  private static final Duration TTL = Duration.ofMinutes(10);
  private static final Duration BOUND = Duration.ofHours(12);

  final Scripted script;
  final World world;
  private int plans;

  Stage(Scripted script) {
    this.script = script;
    this.world = new World(script, Parts.REAL, TTL);
    world.takeOver();
    world.hire(new WorkerProcess(world, "w1", 2, List.of()));
    world.hire(new WorkerProcess(world, "w2", 2, List.of()));
  }

  /** Submits a plan. */
  Stage plan(TaskSpec... tasks) {
    PlanSetup setup =
        new PlanSetup(
            new PlanId(new UUID(5, plans++)),
            TestingPlans.plan(tasks),
            "/",
            "main",
            "main",
            "base",
            "somebody",
            Timeline.START);
    world.broker.submit(new Submitted.NewPlan(world.nextId(), setup));
    return this;
  }

  void cancel(String task) {
    world.broker.submit(
        new Submitted.Order(
            new Submission.CancelTask(
                world.nextId(),
                world.timeline.now(),
                World.REPOSITORY,
                new PlanId(new UUID(5, 0)),
                new TaskKey(task),
                "")));
  }

  /** Goes on until that is so. */
  void until(String what, BooleanSupplier condition) {
    Instant bound = world.timeline.now().plus(BOUND);
    boolean more = true;
    while (more && !condition.getAsBoolean()) {
      more = world.timeline.advance(bound);
    }
    assertThat(condition.getAsBoolean())
        .as("%s, after%n%s", what, String.join("\n", world.history.newest()))
        .isTrue();
  }

  /** Goes on until all is over and everybody is awake, and looks at everything. */
  void finish() {
    FinalCheck end = new FinalCheck(world);
    until("the end", () -> world.store.plans().size() == plans && end.isOver());
    Instant later = world.timeline.now().plus(Duration.ofHours(4));
    boolean more = true;
    while (more) {
      more = world.timeline.advance(later);
    }
    end.check(plans);
  }

  TaskState state(String task) {
    return world.safety.state(new TaskId(new PlanId(new UUID(5, 0)), new TaskKey(task)));
  }

  /** The attempts whose merges are in the branch, by their numbers. */
  List<Integer> merges(String task) {
    return world.repository.merged().stream()
        .map(Repository.Commit::attempt)
        .filter(attempt -> attempt.task().key().value().equals(task))
        .map(attempt -> attempt.number())
        .toList();
  }
}
