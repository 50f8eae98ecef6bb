package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.learning.Expected;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  @Test
  void whatAHolderHasSpentCounts() {
    PlanSnapshot taken = fourMinutesIn();

    assertThat(taken.workers()).isEqualTo(3);
    assertThat(taken.tasks())
        .containsExactly(
            new PlanSnapshot.Task(
                new TaskKey("a"),
                List.of(),
                TaskState.QUEUED,
                new Expected(600_000, Expected.Source.ESTIMATE),
                360_000,
                0,
                List.of("x")),
            new PlanSnapshot.Task(
                new TaskKey("b"),
                List.of(new TaskKey("a")),
                TaskState.PENDING,
                new Expected(60_000, Expected.Source.ASSUMED),
                60_000,
                0,
                List.of("y")));
    assertThat(taken.tasks().getFirst().isRunning()).isTrue();
  }

  @Test
  void whatIsOverHasNothingLeft() {
    TestingCore core = new TestingCore(3).accept(task("a").files("x").build());
    core.decide();
    core.completed("a");

    PlanSnapshot taken = core.core.snapshot(TestingPlans.PLAN_ID, core.now).orElseThrow();

    assertThat(taken.tasks().getFirst().left()).isZero();
    assertThat(taken.tasks().getFirst().isOpen()).isFalse();
    assertThat(core.core.snapshot(TestingCore.planId(9), core.now)).isEmpty();
  }

  private static PlanSnapshot fourMinutesIn() {
    TestingCore core =
        new TestingCore(3)
            .accept(
                task("a").files("x").estimate(Duration.ofMinutes(10)).build(),
                task("b").files("y").reads("z").needs("a").build());
    core.decide();
    core.now = core.now.plus(Duration.ofMinutes(4));
    return core.core.snapshot(TestingPlans.PLAN_ID, core.now).orElseThrow();
  }
}
