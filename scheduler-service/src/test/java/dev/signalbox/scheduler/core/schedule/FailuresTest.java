package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.NeedsPerson;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.MergeSpec;
import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.common.plan.OnConflict;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each row of the rules of failure (S0-37, S0-38, C21 to C23). */
class FailuresTest {
  @Test
  void aFailureSkipsWhatNeedsItAndTheRestGoesOn() {
    TestingCore core =
        new TestingCore(1)
            .accept(
                task("a").files("a").build(),
                task("b").files("b").needs("a").build(),
                task("c").files("c").needs("b").build(),
                task("d").files("d").build());
    core.failed("a", FailureKind.EXIT);

    assertThat(core.state("a")).isEqualTo(TaskState.FAILED);
    assertThat(core.reason("a").sentence()).isEqualTo("exit: it broke");
    assertThat(core.reason("b"))
        .isEqualTo(new WaitReason.Ended(TaskState.SKIPPED, "needs a, which failed"));
    assertThat(core.state("c")).isEqualTo(TaskState.SKIPPED);
    core.completed("d");
    assertThat(core.said(Effect.PlanMoved.class))
        .extracting(Effect.PlanMoved::state)
        .containsExactly(PlanState.FAILED);
  }

  @Test
  void aRetryWaitsLongerEachTimeAndThenGivesUp() {
    TestingCore core =
        new TestingCore(9).accept(task("a").files("a").retry(2, Duration.ofSeconds(10)).build());
    core.failed("a", FailureKind.EXIT);
    assertThat(core.state("a")).isEqualTo(TaskState.RETRY_WAIT);
    assertThat(core.reason("a")).isInstanceOf(WaitReason.BackoffUntil.class);
    core.pass(Duration.ofSeconds(7));
    assertThat(core.state("a")).isEqualTo(TaskState.RETRY_WAIT);
    core.pass(Duration.ofSeconds(6));
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    core.failed("a", FailureKind.TIMEOUT).pass(Duration.ofSeconds(13));
    assertThat(core.state("a")).isEqualTo(TaskState.RETRY_WAIT);
    core.pass(Duration.ofSeconds(12));
    core.failed("a", FailureKind.VERIFY);

    assertThat(core.state("a")).isEqualTo(TaskState.FAILED);
    assertThat(core.published()).containsExactly("a", "a", "a");
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"UNDECLARED", "SETUP", "REPOSITORY", "NO_EXECUTOR", "INTERNAL"})
  void whatNeverGetsBetterIsNotRetried(FailureKind kind) {
    TestingCore core =
        new TestingCore(9).accept(task("a").files("a").retry(3, Duration.ofSeconds(1)).build());
    assertThat(core.failed("a", kind).state("a")).isEqualTo(TaskState.FAILED);
  }

  @Test
  void aLostWorkerIsReplacedAndNotCounted() {
    TestingCore core = new TestingCore(9).accept(task("a").files("a").build());
    core.failed("a", FailureKind.WORKER_LOST);
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  void stopAllStartsNothingNewAndLetsTheRestFinish() {
    TestingCore core =
        new TestingCore(2)
            .accept(
                TestingCore.plan(
                    OnFailure.STOP_ALL,
                    task("a").files("a").priority(Priority.P0).build(),
                    task("b").files("b").retry(5, Duration.ofSeconds(1)).build(),
                    task("c").files("c").build(),
                    task("d").files("d").needs("b").build()));
    core.failed("a", FailureKind.EXIT);
    assertThat(core.state("b")).isEqualTo(TaskState.QUEUED);
    assertThat(core.reason("c").sentence()).isEqualTo("stopped because a failed");
    assertThat(core.state("d")).isEqualTo(TaskState.CANCELLED);
    core.stopped("b");

    assertThat(core.state("b")).isEqualTo(TaskState.CANCELLED);
    assertThat(core.published()).containsExactly("a", "b");
    assertThat(core.said(Effect.PlanMoved.class))
        .extracting(Effect.PlanMoved::state)
        .containsExactly(PlanState.FAILED);
  }

  @Test
  void stopAllRetriesNothing() {
    TestingCore core =
        new TestingCore(2)
            .accept(
                TestingCore.plan(
                    OnFailure.STOP_ALL,
                    task("a").files("a").build(),
                    task("b").files("b").retry(5, Duration.ofSeconds(1)).build()));
    core.failed("a", FailureKind.EXIT).failed("b", FailureKind.EXIT);
    assertThat(core.state("b")).isEqualTo(TaskState.FAILED);
  }

  @Test
  void aMergeConflictRunsAgainOnTheNewTipAndIsNotCountedAtFirst() {
    TestingCore core = new TestingCore(9).accept(plan(OnConflict.RETRY));
    conflict(core);
    conflict(core);
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    conflict(core);
    assertThat(core.state("a")).isEqualTo(TaskState.FAILED);
  }

  @Test
  void aConflictThatCannotBeRepairedGoesToAPerson() {
    TestingCore core = new TestingCore(9).accept(plan(OnConflict.REPAIR));
    conflict(core);
    assertThat(core.state("a")).isEqualTo(TaskState.NEEDS_HUMAN);
    assertThat(core.reason("a")).isInstanceOf(NeedsPerson.class);
  }

  @Test
  void aConflictGoesToAPersonOrFailsAtOnceWhereThePlanSaysSo() {
    TestingCore human = new TestingCore(9).accept(plan(OnConflict.HUMAN));
    conflict(human);
    assertThat(human.state("a")).isEqualTo(TaskState.NEEDS_HUMAN);
    TestingCore fail = new TestingCore(9).accept(plan(OnConflict.FAIL));
    conflict(fail);
    assertThat(fail.state("a")).isEqualTo(TaskState.FAILED);
  }

  private static void conflict(TestingCore core) {
    core.failed("a", FailureKind.MERGE_CONFLICT);
  }

  private static Plan plan(OnConflict onConflict) {
    Plan plain = TestingCore.plan(OnFailure.CONTINUE, task("a").files("a").build());
    return new Plan(
        plain.name(),
        plain.description(),
        plain.labels(),
        plain.repository(),
        plain.limits(),
        plain.onFailure(),
        plain.order(),
        MergeSpec.of(MergeStrategy.REBASE, null, onConflict),
        plain.sharedFiles(),
        plain.noFiles(),
        plain.undeclared(),
        plain.setup(),
        plain.agent(),
        plain.tasks());
  }
}
