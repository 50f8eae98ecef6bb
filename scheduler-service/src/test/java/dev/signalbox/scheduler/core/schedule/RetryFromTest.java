package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.FailureKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** root, then mid with its leaf, and side; mid fails. */
@DisplayName(
    "S0-37, I2: a retry takes up failed tasks, one, or all from one on, and nothing merged")
class RetryFromTest {
  private final TestingCore core =
      new TestingCore(9)
          .accept(
              task("root").files("r").build(),
              task("mid").files("m").needs("root").build(),
              task("leaf").files("l").needs("mid").build(),
              task("side").files("s").needs("root").build());

  @Test
  void fromATaskOnWhatWasGivenUpIsTriedAndWhatIsMergedStays() {
    core.completed("root").failed("mid", FailureKind.EXIT);
    cancel("side");
    core.stopped("side");
    assertThat(core.state("side")).isEqualTo(TaskState.CANCELLED);

    retry(null, "root");

    assertThat(states())
        .containsExactly(
            TaskState.COMPLETED, TaskState.QUEUED, TaskState.PENDING, TaskState.QUEUED);
    assertThat(core.published()).containsOnlyOnce("root");
    core.completed("mid").completed("side").completed("leaf");
    assertThat(core.said(Effect.PlanMoved.class))
        .last()
        .extracting(Effect.PlanMoved::state)
        .isEqualTo(PlanState.COMPLETED);
  }

  @Test
  void fromATaskThatFailedOn() {
    core.completed("root").failed("mid", FailureKind.EXIT);
    retry(null, "mid");
    assertThat(core.state("mid")).isEqualTo(TaskState.QUEUED);
    assertThat(core.state("leaf")).isEqualTo(TaskState.PENDING);
    assertThat(core.state("side")).as("not behind it").isEqualTo(TaskState.QUEUED);
  }

  @Test
  void aTaskThatWasSkippedNamesWhereToBegin() {
    core.completed("root").failed("mid", FailureKind.EXIT);
    retry(null, "leaf");
    assertThat(refused().code()).isEqualTo("E052-not-retryable");
    assertThat(refused().reasons().getFirst().hint()).contains("--from mid");
  }

  @Test
  void whereNothingWasGivenUpThereIsNothingToTry() {
    retry(null, null);
    retry(null, "root");
    retry(null, "ghost");
    retry(List.of(new TaskKey("mid")), "mid");
    assertThat(core.said(Effect.Refused.class))
        .extracting(Effect.Refused::code)
        .containsExactly(
            "E052-not-retryable", "E052-not-retryable", "E051-unknown-task", "E054-tasks-and-from");
  }

  @Test
  void everyStateThatCannotBeTriedSaysWhy() {
    core.completed("root").failed("mid", FailureKind.EXIT);
    for (String key : List.of("root", "leaf", "side")) {
      retry(List.of(new TaskKey(key)), null);
    }
    assertThat(core.said(Effect.Refused.class))
        .extracting(refused -> refused.reasons().getFirst().hint())
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  private Effect.Refused refused() {
    return core.said(Effect.Refused.class).getLast();
  }

  private List<TaskState> states() {
    return Stream.of("root", "mid", "leaf", "side").map(core::state).toList();
  }

  private void cancel(String key) {
    core.command(
        new Submission.CancelTask(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, new TaskKey(key), ""));
  }

  private void retry(@Nullable List<TaskKey> tasks, @Nullable String from) {
    core.command(
        new Submission.RetryTasks(
            TestingCore.fresh(),
            core.now,
            REPOSITORY,
            PLAN_ID,
            tasks,
            from == null ? null : new TaskKey(from),
            "again"));
  }
}
