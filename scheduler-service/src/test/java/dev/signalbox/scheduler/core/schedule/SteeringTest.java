package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.testing.TestingPlans;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S0-12, S2-10, C1: the order and the breadth of a plan change while it runs")
class SteeringTest {
  private final TestingCore core =
      new TestingCore(1)
          .accept(
              task("a").files("a").build(),
              task("b").files("b").build(),
              task("c").files("c").build());

  @Test
  void theNextDecisionKnowsTheNewClass() {
    prioritise(Priority.P0, "c");
    core.completed("a");
    assertThat(core.published()).containsExactly("a", "c");
    assertThat(core.said(Effect.PlanAmended.class))
        .extracting(Effect.PlanAmended::priorities)
        .containsExactly(Map.of(new TaskKey("c"), Priority.P0));
  }

  @Test
  void aWholePlanMovesBehindAnother() {
    core.accept(
        TestingCore.planId(2),
        TestingCore.plan(OnFailure.CONTINUE, task("other").files("o").build()));
    prioritise(Priority.P3);
    core.completed("a");
    assertThat(core.published()).containsExactly("a", "other");
  }

  @Test
  void theNewClassIsSaved() {
    prioritise(Priority.P1, "b");
    assertThat(core.core.takeChanges().tasks())
        .filteredOn(task -> task.id().key().value().equals("b"))
        .extracting(SavedTask::priority)
        .containsExactly(Priority.P1);
  }

  @Test
  void whatIsSoAlreadyIsSaidToBeSo() {
    prioritise(Priority.P2, "b");
    limit(1000);
    assertThat(core.said(Effect.Ignored.class)).hasSize(2);
    assertThat(core.said(Effect.PlanAmended.class)).isEmpty();
  }

  @Test
  void nothingIsChangedWhenOneTaskCannotBe() {
    core.completed("a");
    prioritise(Priority.P0, "b", "ghost");
    prioritise(Priority.P0, "b", "a");
    assertThat(core.said(Effect.Refused.class))
        .extracting(Effect.Refused::code)
        .containsExactly("E051-unknown-task", "E053-merged");
    assertThat(core.said(Effect.PlanAmended.class)).isEmpty();
  }

  @Test
  void aLowerCapStopsNothingAndStartsNothing() {
    TestingCore wide =
        new TestingCore(9)
            .accept(
                task("x").files("x").build(),
                task("y").files("y").build(),
                task("z").files("z").build());
    wide.command(limitOf(1));
    wide.completed("x");
    assertThat(wide.published()).containsExactly("x", "y", "z");
    assertThat(wide.said(Effect.StopAttempt.class)).isEmpty();
  }

  @Test
  void aHigherCapLetsTheNextDecisionPublishMore() {
    TestingCore narrow = new TestingCore(9);
    narrow.accept(
        TestingPlans.plan(
            OnFailure.CONTINUE,
            new Limits(1, 85, 85, true, true, null),
            List.of(task("x").files("x").build(), task("y").files("y").build())));
    assertThat(narrow.reason("y")).isInstanceOf(WaitReason.CapReached.class);
    narrow.command(limitOf(2));
    assertThat(narrow.published()).containsExactly("x", "y");
    assertThat(narrow.core.takeChanges().plans())
        .extracting(SavedPlan::maxWorkers)
        .containsExactly(2);
  }

  @Test
  void aCapOutOfRangeIsRefusedWithTheWayOut() {
    limit(0);
    limit(1001);
    assertThat(core.said(Effect.Refused.class))
        .extracting(Effect.Refused::code)
        .containsExactly("E017-out-of-range", "E017-out-of-range");
    assertThat(core.said(Effect.Refused.class).getFirst().reasons().getFirst().hint())
        .contains("1 to 1000");
  }

  private void prioritise(Priority priority, String... keys) {
    @Nullable List<TaskKey> tasks =
        keys.length == 0 ? null : Stream.of(keys).map(TaskKey::new).toList();
    core.command(
        new Submission.PrioritiseTasks(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, tasks, priority, ""));
  }

  private void limit(int workers) {
    core.command(limitOf(workers));
  }

  private Submission limitOf(int workers) {
    return new Submission.LimitPlan(
        TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, workers, "");
  }
}
