package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S4-07 to S4-09, S4-17: events that come early wait, and stay with their plan")
class EarlyEventsTest {
  private final TestingCore core = new TestingCore(9);

  @Test
  void aMergeThatIsToldOfBeforeItsPlanCompletesIt() {
    core.happened(completed(PLAN_ID));
    assertThat(ignored()).containsExactly(Effect.Ignored.Why.EARLY);
    assertThat(core.core.awaits(PLAN_ID)).isTrue();

    core.accept(task("a").files("a").build(), task("b").files("b").needs("a").build());

    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.published()).containsExactly("b");
    assertThat(core.core.awaits(PLAN_ID)).isFalse();
  }

  @Test
  void theOldestGoForTheNewestAndAreCounted() {
    int most = Policies.DEFAULTS.memory().earlyEvents();
    for (int number = 0; number <= most; number++) {
      core.happened(completed(TestingCore.planId(number)));
    }
    assertThat(ignored()).filteredOn(Effect.Ignored.Why.UNKNOWN::equals).hasSize(1);
    assertThat(core.core.awaits(TestingCore.planId(0))).isFalse();
    assertThat(core.core.awaits(TestingCore.planId(most))).isTrue();
  }

  @Test
  void nobodyWaitsForEver() {
    core.happened(completed(PLAN_ID));
    assertThat(core.core.nextTimer()).hasValue(core.now.plus(Duration.ofMinutes(10)));
    core.pass(Duration.ofMinutes(10));
    assertThat(ignored()).containsExactly(Effect.Ignored.Why.EARLY, Effect.Ignored.Why.UNKNOWN);
    assertThat(core.core.nextTimer()).isEmpty();
  }

  @Property(tries = 300)
  @Label("S4-17: an event moves nothing of another plan")
  void anEventMovesNothingOfAnotherPlan(@ForAll long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.run(150);
    for (int at = 0; at < simulation.told.size(); at++) {
      if (simulation.told.get(at).input() instanceof Input.Happened happened) {
        PlanId plan = happened.event().attempt().task().plan();
        assertThat(simulation.answers.get(at).stream().flatMap(effect -> moved(effect).stream()))
            .allMatch(plan::equals);
      }
    }
  }

  private static List<PlanId> moved(Effect effect) {
    return effect instanceof Effect.TaskMoved task
        ? List.of(task.task().plan())
        : effect instanceof Effect.PlanMoved plan ? List.of(plan.plan()) : List.of();
  }

  private List<Effect.Ignored.Why> ignored() {
    return core.said(Effect.Ignored.class).stream().map(Effect.Ignored::why).toList();
  }

  private TaskEvent completed(PlanId plan) {
    TaskId task = new TaskId(plan, new TaskKey("a"));
    AttemptRef attempt = new AttemptRef(task, 1, new FencingToken(7));
    return new TaskEvent.Completed(
        TestingCore.fresh(), core.now, REPOSITORY, attempt, TestingCore.WORKER, "c1");
  }
}
