package dev.signalbox.scheduler.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class SchedulerPropertiesTest {
  private static final int STEPS = 150;

  @Property(tries = 1000)
  @Label(
      "I1 I2 I4 I6: among workers that do anything at any time, every decision is the reference's")
  void decisionsAreSafeAndThoseOfTheReference(@ForAll long seed) {
    new Simulation(seed).run(STEPS);
  }

  @Property(tries = 300)
  @Label("I3: once everything that is out gets merged, every task ends or says truly why it waits")
  void everyTaskEndsOrSaysWhyItWaits(@ForAll long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.run(STEPS);
    simulation.finish();
    for (PlanRun plan : simulation.core.ledger().plans.values()) {
      for (TaskRun task : plan.tasks()) {
        assertThat(task.state.isFinal() || task.state == TaskState.NEEDS_HUMAN || waitsTruly(task))
            .as("%s", task)
            .isTrue();
      }
      boolean ended = plan.tasks().stream().allMatch(task -> task.state.isFinal());
      assertThat(plan.state.isFinal()).as("%s", plan.setup.id()).isEqualTo(ended);
    }
    assertThat(simulation.core.ledger().fleet.out()).isZero();
  }

  @Property(tries = 100)
  @Label("C27: no circle of waiting is left that nothing ends, wherever one looks for it")
  void noDeadlockIsOverlooked(@ForAll long seed) {
    Simulation simulation = new Simulation(seed);
    Ledger ledger = simulation.core.ledger();
    WaitsFor waits = new WaitsFor(ledger);
    simulation.run(
        STEPS,
        () -> {
          for (PlanRun plan : ledger.plans.values()) {
            plan.tasks()
                .forEach(task -> assertThat(waits.deadlockOf(task)).as("%s", task).isEmpty());
          }
        });
  }

  @Property(tries = 300)
  @Label("I8: the same inputs give the same effects")
  void theSameInputsGiveTheSameEffects(@ForAll long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.run(STEPS);
    StoredCore again = new StoredCore(simulation.policies, Fleet.of(Simulation.SLOTS));
    AtomicLong token = new AtomicLong();
    List<Effect> said = new ArrayList<>();
    for (Simulation.Told told : simulation.told) {
      said.addAll(again.apply(told.input(), told.at()));
      said.addAll(again.decide(told.at(), () -> new FencingToken(token.incrementAndGet())));
    }
    assertThat(said).isEqualTo(simulation.said);
  }

  @Property(tries = 300)
  @Label("I6: everything the workers ever said, said again, moves nothing but by a merge")
  void replayedEventsChangeNothing(@ForAll long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.run(STEPS);
    for (Simulation.Told told : List.copyOf(simulation.told)) {
      if (told.input() instanceof Input.Happened happened && isOver(simulation, happened)) {
        List<Effect> effects = simulation.core.apply(told.input(), simulation.told.getLast().at());
        assertThat(effects).as("%s", happened).noneMatch(Effect.TaskMoved.class::isInstance);
      }
    }
  }

  @Property(tries = 300)
  @Label("I7: a core restored from what was saved stands where the other stood")
  void restoredStatesAreTheSame(@ForAll long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.run(STEPS);
    Ledger before = simulation.core.ledger();
    RepositoryScheduler after =
        new RepositoryScheduler(simulation.policies, Fleet.of(Simulation.SLOTS));
    after.restore(
        new SavedRepository(before.shares.saved(), before.merges.saved()), before.lastOrder);
    for (PlanRun plan : before.plans.values()) {
      after.restore(saved(before, plan), before.now);
      // How long a task should take is learned anew, and may be thought of otherwise by now.
      plan.tasks().forEach(task -> thinkTheSame(after, task));
    }
    assertThat(states(after)).isEqualTo(states(simulation.core));
    assertThat(after.counts()).isEqualTo(simulation.core.counts());
    assertThat(after.ledger().attempts.keySet()).isEqualTo(before.attempts.keySet());
    assertThat(after.ledger().fleet.out()).isEqualTo(before.fleet.out());
    assertThat(kinds(after)).isEqualTo(kinds(simulation.core));
    assertThat(new ReferenceDecision(after.ledger(), Simulation.SLOTS).published())
        .isEqualTo(new ReferenceDecision(before, Simulation.SLOTS).published());
  }

  private static void thinkTheSame(RepositoryScheduler core, TaskRun task) {
    TaskRun same = Objects.requireNonNull(core.ledger().task(task.id), "the plan is there");
    same.expected = task.expected;
    same.weight = task.weight;
  }

  private static boolean isOver(Simulation simulation, Input.Happened happened) {
    TaskEvent event = happened.event();
    return !simulation.safety.open().contains(event.attempt())
        && simulation.core.ledger().open(event.attempt()) == null
        && (!(event instanceof TaskEvent.Completed)
            || simulation.safety.state(event.attempt().task()) == TaskState.COMPLETED);
  }

  /** PENDING behind a person's task is the only wait that nobody's merge can end. */
  private static boolean waitsTruly(TaskRun task) {
    return task.state == TaskState.PENDING
        && task.needs.stream()
            .anyMatch(need -> need.state == TaskState.NEEDS_HUMAN || waitsTruly(need));
  }

  private static Saved saved(Ledger ledger, PlanRun plan) {
    return new Saved(
        plan.saved(),
        plan.tasks().stream().map(TaskRun::saved).toList(),
        ledger.attempts.values().stream()
            .filter(attempt -> attempt.task.plan == plan)
            .map(OpenAttempt::saved)
            .toList());
  }

  private static Map<TaskId, SavedTask> states(RepositoryScheduler core) {
    Map<TaskId, SavedTask> states = new HashMap<>();
    for (PlanRun plan : core.ledger().plans.values()) {
      plan.tasks().forEach(task -> states.put(task.id, task.saved()));
    }
    return states;
  }

  private static Map<TaskId, Class<? extends WaitReason>> kinds(RepositoryScheduler core) {
    Map<TaskId, Class<? extends WaitReason>> kinds = new HashMap<>();
    for (TaskId task : states(core).keySet()) {
      core.explain(task, core.ledger().now)
          .ifPresent(waiting -> kinds.put(task, waiting.reason().getClass()));
    }
    return kinds;
  }
}
