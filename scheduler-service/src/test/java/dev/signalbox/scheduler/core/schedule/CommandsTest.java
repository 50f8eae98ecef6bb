package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Priority;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final TestingCore core =
      new TestingCore(1)
          .accept(
              task("a").files("a").build(),
              task("b").files("b").needs("a").build(),
              task("c").files("c").build());

  @Test
  void aPausedPlanStartsNothingUntilItIsResumed() {
    pause("lunch").completed("a");
    assertThat(core.published()).containsExactly("a");
    assertThat(core.reason("c")).isEqualTo(new WaitReason.Paused("lunch"));
    assertThat(core.reason("b").sentence()).isEqualTo("paused: lunch");
    resume();
    assertThat(core.published()).hasSize(2);
    assertThat(states()).containsExactly(PlanState.PAUSED, PlanState.RUNNING);
  }

  @Test
  void whatIsSoAlreadyChangesNothing() {
    resume();
    pause("x");
    pause("y");
    assertThat(core.said(Effect.Ignored.class)).hasSize(2);
    assertThat(states()).containsExactly(PlanState.PAUSED);
  }

  @Test
  void aCancelledPlanEndsWhenItsLastClaimIsClosed() {
    core.claimed("a");
    cancelPlan();
    assertThat(core.state("b")).isEqualTo(TaskState.CANCELLED);
    assertThat(core.state("c")).isEqualTo(TaskState.CANCELLED);
    assertThat(core.state("a")).isEqualTo(TaskState.CLAIMED);
    assertThat(core.said(Effect.StopAttempt.class)).hasSize(1);
    assertThat(core.said(Effect.RevokeClaim.class)).as("asked politely first").isEmpty();
    assertThat(states()).isEmpty();
    core.stopped("a");
    assertThat(core.reason("a").sentence()).isEqualTo("the plan was cancelled");
    assertThat(states()).containsExactly(PlanState.CANCELLED);
    cancelPlan();
    assertThat(core.said(Effect.Ignored.class)).hasSize(1);
  }

  @Test
  void aWorkerThatDoesNotStopLosesItsClaim() {
    core.claimed("a");
    cancelPlan();
    core.pass(Duration.ofSeconds(31));
    assertThat(core.said(Effect.RevokeClaim.class)).hasSize(1);
    core.closed(core.attempt("a"), ClosedBy.REVOKE);
    assertThat(core.state("a")).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void anAttemptThatNobodyHasIsRevokedAtOnce() {
    cancelPlan();
    assertThat(core.said(Effect.RevokeClaim.class)).hasSize(1);
  }

  @Test
  void aMergeWinsOverACancel() {
    core.claimed("a");
    cancelPlan();
    core.completed("a");
    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.state("b")).as("cancelled before").isEqualTo(TaskState.CANCELLED);
    assertThat(states()).containsExactly(PlanState.CANCELLED);
  }

  @Test
  void aFailureOfACancelledAttemptIsACancellation() {
    core.claimed("a");
    cancelPlan();
    core.failed("a", FailureKind.EXIT);
    assertThat(core.state("a")).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void aCancelledTaskSkipsWhatNeedsIt() {
    cancelTask("a");
    core.closed(core.attempt("a"), ClosedBy.REVOKE);
    assertThat(core.reason("b").sentence()).isEqualTo("needs a, which was cancelled");
    cancelTask("c");
    core.closed(core.attempt("c"), ClosedBy.REVOKE);
    assertThat(core.state("c")).isEqualTo(TaskState.CANCELLED);
    cancelTask("c");
    assertThat(core.said(Effect.Ignored.class)).hasSize(1);
    assertThat(states()).containsExactly(PlanState.FAILED);
  }

  @Test
  void aWaitingTaskIsCancelledAtOnce() {
    cancelTask("b");
    assertThat(core.reason("b").sentence()).isEqualTo("cancelled: why not");
  }

  @Test
  void aRetryRevivesWhatWasSkipped() {
    core.failed("a", FailureKind.EXIT).completed("c");
    retry(null);
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    assertThat(core.state("b")).isEqualTo(TaskState.PENDING);
    assertThat(states()).containsExactly(PlanState.FAILED, PlanState.RUNNING);
    core.completed("a").completed("b");
    assertThat(states()).endsWith(PlanState.COMPLETED);
  }

  @Test
  void aRetryOfOneLeavesSkippedWhatAnotherStillBlocks() {
    TestingCore two =
        new TestingCore(9)
            .accept(
                task("a").files("a").build(),
                task("b").files("b").build(),
                task("both").files("c").needs("a", "b").build());
    two.failed("a", FailureKind.EXIT).failed("b", FailureKind.EXIT);
    two.command(retryOf(List.of(new TaskKey("a"))));
    assertThat(two.state("both")).isEqualTo(TaskState.SKIPPED);
    two.command(retryOf(List.of(new TaskKey("b"))));
    assertThat(two.state("both")).isEqualTo(TaskState.PENDING);
    two.completed("a").completed("b").completed("both");
    assertThat(two.state("both")).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void aRetryTakesUpWhatStopAllStopped() {
    TestingCore stopped =
        new TestingCore(1)
            .accept(
                TestingCore.plan(
                    OnFailure.STOP_ALL,
                    task("a").files("a").priority(Priority.P0).build(),
                    task("b").files("b").build(),
                    task("c").files("c").needs("b").build()));
    stopped.failed("a", FailureKind.EXIT);
    assertThat(stopped.state("b")).isEqualTo(TaskState.CANCELLED);
    stopped.command(retryOf(null));
    stopped.completed("a").completed("b").completed("c");
    assertThat(stopped.said(Effect.PlanMoved.class))
        .extracting(Effect.PlanMoved::state)
        .containsExactly(PlanState.FAILED, PlanState.RUNNING, PlanState.COMPLETED);
  }

  @Test
  void aRetryRacesWithALateSuccess() {
    core.claimed("a");
    AttemptRef first = core.attempt("a");
    core.failed("a", FailureKind.EXIT);
    retry(List.of(new TaskKey("a")));
    core.completed(first);
    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.state("b")).isNotEqualTo(TaskState.SKIPPED);
  }

  @Test
  void commandsThatCannotBeFollowedAreRefusedWithTheReason() {
    retry(List.of(new TaskKey("a")));
    retry(List.of(new TaskKey("ghost")));
    cancelTask("ghost");
    core.command(
        new Submission.PausePlan(
            TestingCore.fresh(), core.now, REPOSITORY, TestingCore.planId(9), ""));
    assertThat(core.said(Effect.Refused.class))
        .extracting(Effect.Refused::code)
        .containsExactly(
            "E052-not-retryable", "E051-unknown-task", "E051-unknown-task", "E050-unknown-plan");
    assertThat(Stream.of("a", "b", "c").map(core::state))
        .containsExactly(TaskState.QUEUED, TaskState.PENDING, TaskState.READY);
  }

  @Test
  void asSubmissionThePlanItselfIsKnown() {
    core.command(
        new Submission.SubmitPlan(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, "t", null, ""));
    assertThat(core.said(Effect.Ignored.class)).hasSize(1);
  }

  private List<PlanState> states() {
    return core.said(Effect.PlanMoved.class).stream().map(Effect.PlanMoved::state).toList();
  }

  private TestingCore pause(String reason) {
    return core.command(
        new Submission.PausePlan(TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, reason));
  }

  private void resume() {
    core.command(new Submission.ResumePlan(TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID));
  }

  private void cancelPlan() {
    core.command(
        new Submission.CancelPlan(TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, "enough"));
  }

  private void cancelTask(String key) {
    core.command(
        new Submission.CancelTask(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, new TaskKey(key), "why not"));
  }

  private void retry(@Nullable List<TaskKey> tasks) {
    core.command(retryOf(tasks));
  }

  private Submission retryOf(@Nullable List<TaskKey> tasks) {
    return new Submission.RetryTasks(
        TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, tasks, null, "again");
  }
}
