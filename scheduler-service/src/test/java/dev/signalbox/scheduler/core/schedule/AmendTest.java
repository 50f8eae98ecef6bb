package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S2-08, S3-16: tasks and needs come to a plan that runs or has ended")
class AmendTest {
  private final TestingCore core =
      new TestingCore(1)
          .accept(
              task("a").files("a").build(),
              task("b").files("b").build(),
              task("c").files("c").needs("a").build());

  @Test
  void aNewTaskRunsWhenItsNeedsAreMerged() {
    amend("tasks:\n  d: { run: make, files: [d], needs: [a, b] }\n");
    assertThat(core.state("d")).isEqualTo(TaskState.PENDING);
    core.completed("a");
    assertThat(core.state("d")).isEqualTo(TaskState.PENDING);
    core.completed("b");
    assertThat(core.state("d")).isIn(TaskState.READY, TaskState.QUEUED);
    Effect.PlanAmended said = core.said(Effect.PlanAmended.class).getFirst();
    assertThat(said.from()).isEqualTo(3);
    assertThat(said.waves()).isEqualTo(Map.of(new TaskKey("d"), 1));
  }

  @Test
  @DisplayName("I4: a task that waits for its turn waits for its new needs")
  void aTaskThatWaitsForItsTurnWaitsForItsNewNeeds() {
    assertThat(core.state("b")).isEqualTo(TaskState.READY);
    amend("tasks:\n  before: { run: make, files: [x], priority: P0 }\nadd-needs: { b: before }\n");
    assertThat(core.reason("b"))
        .isEqualTo(new WaitReason.NeedsOpen(List.of(new TaskKey("before"))));
    core.completed("a").completed("before");
    assertThat(core.state("b")).isIn(TaskState.READY, TaskState.QUEUED);
  }

  @Test
  void aPlanThatCompletedGoesOn() {
    core.completed("a").completed("b").completed("c");
    amend("tasks:\n  d: { run: make, needs: c }\n");
    core.completed("d");
    assertThat(states())
        .containsExactly(PlanState.COMPLETED, PlanState.RUNNING, PlanState.COMPLETED);
  }

  @Test
  void behindAFailedTaskItIsSkippedUntilThatIsTriedAgain() {
    core.failed("a", FailureKind.EXIT).completed("b");
    amend("tasks:\n  d: { run: make, files: [d], needs: a }\n  e: { run: make, needs: d }\n");
    assertThat(core.state("d")).isEqualTo(TaskState.SKIPPED);
    assertThat(core.state("e")).isEqualTo(TaskState.SKIPPED);
    core.command(
        new Submission.RetryTasks(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, null, null, ""));
    assertThat(core.state("d")).isEqualTo(TaskState.PENDING);
    assertThat(core.state("e")).isEqualTo(TaskState.PENDING);
  }

  @Test
  void aFailedTaskGetsARepairBeforeItIsTriedAgain() {
    core.failed("a", FailureKind.EXIT);
    amend("tasks:\n  repair: { run: make, files: [r], priority: P0 }\nadd-needs: { a: repair }\n");
    core.command(
        new Submission.RetryTasks(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, null, null, ""));
    assertThat(core.state("a")).isEqualTo(TaskState.PENDING);
  }

  @Test
  void theSameAgainChangesNothing() {
    String text = "tasks:\n  d: { run: make, files: [d] }\nadd-needs: { c: [d] }\n";
    amend(text);
    amend(text);
    assertThat(core.said(Effect.PlanAmended.class)).hasSize(1);
    assertThat(core.said(Effect.Ignored.class)).hasSize(1);
  }

  @Test
  @DisplayName("I10: what cannot be added is named with its place, and nothing is")
  void whatCannotBeAddedIsNamedWithItsPlace() {
    amend("tasks:\n  b: { run: other }\n");
    amend("tasks:\n  d: { run: make, needs: [ghost] }\n");
    amend("tasks:\n  d: { run: make, needs: c }\nadd-needs:\n  b: d\n  c: b\n");
    amend("add-needs:\n  a: b\n");
    amend("add-needs:\n  nobody: b\n");
    amend("name: other\ntasks:\n  d: { run: make }\n");
    amend("tasks: [d]\n");
    amend("limits: { max-workers: 2 }\n");
    assertThat(core.said(Effect.Refused.class).stream().map(Effect.Refused::reasons))
        .extracting(reasons -> reasons.getFirst().code())
        .containsExactly(
            "E034-task-exists",
            "E003-unknown-need",
            "E002-cycle",
            "E055-published",
            "E003-unknown-need",
            "E010-unknown-field",
            "E012-wrong-type",
            "E006-no-tasks");
    assertThat(core.said(Effect.PlanAmended.class)).isEmpty();
    Problem cycle = core.said(Effect.Refused.class).get(2).reasons().getFirst();
    assertThat(cycle.message()).contains("b -> d -> c -> b");
    assertThat(cycle.line()).isPositive();
    Problem published = core.said(Effect.Refused.class).get(3).reasons().getFirst();
    assertThat(published.message()).contains("task a has been published already (QUEUED)");
    assertThat(published.line()).isEqualTo(2);
  }

  @Test
  void aCancelledPlanTakesNothing() {
    core.command(new Submission.CancelPlan(TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, ""));
    amend("tasks:\n  d: { run: make }\n");
    assertThat(core.said(Effect.Refused.class).getFirst().code()).isEqualTo("E056-cancelled");
  }

  @Test
  void anAmendmentIsSavedOnce() {
    amend("tasks:\n  d: { run: make, files: [d] }\n");
    Changed changed = core.core.takeChanges();
    assertThat(changed.amendments()).hasSize(1);
    assertThat(changed.tasks()).extracting(saved -> saved.id().key().value()).contains("d");
    var content = changed.plans().getFirst().setup().content();
    assertThat(changed.amendments().getFirst().amendment().to(content)).isEqualTo(content);
    assertThat(core.core.takeChanges().isEmpty()).isTrue();
  }

  private List<PlanState> states() {
    return core.said(Effect.PlanMoved.class).stream().map(Effect.PlanMoved::state).toList();
  }

  private void amend(String document) {
    core.command(
        new Submission.AmendPlan(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, "ann", document));
  }
}
