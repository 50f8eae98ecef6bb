package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.ConflictPolicy;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S3-17, C16: ask a person what to do about the file that two tasks want. */
class SplitRequestTest {
  private final TestingCore core = new TestingCore(2);

  @Test
  @DisplayName("S3-17: it asks instead of waiting, with the path, the holder and what to do")
  void itAsksInsteadOfWaiting() {
    core.accept(task("a").files("x").build(), splitting("b", "x"));

    assertThat(core.state("b")).isEqualTo(TaskState.NEEDS_HUMAN);
    assertThat(core.reason("b").sentence())
        .isEqualTo(
            "writes x, which a holds: let it wait like others (signalbox task retry PLAN/b), or"
                + " cancel it and add smaller tasks (signalbox plan amend PLAN -f FILE)");
  }

  @Test
  void nothingInTheWayIsNothingToAsk() {
    core.accept(splitting("b", "x"), task("a").files("x").needs("b").build());
    assertThat(core.published()).containsExactly("b");
  }

  @Test
  @DisplayName("S3-17: no slot is no conflict; it asks only when the path is all it lacks")
  void aFullMachineIsNoConflict() {
    core.accept(
        task("a").files("x").build(),
        task("z").files("z").priority(Priority.P0).build(),
        splitting("b", "x"));
    assertThat(core.state("b")).isEqualTo(TaskState.READY);
    core.completed("a");
    assertThat(core.published()).contains("b");
  }

  @Test
  @DisplayName("S3-16: tried again by a person, it waits like any other")
  void afterRetryItWaits() {
    core.accept(task("a").files("x").build(), splitting("b", "x"));
    core.command(
        new Submission.RetryTasks(
            TestingCore.fresh(),
            core.now,
            REPOSITORY,
            PLAN_ID,
            List.of(new TaskKey("b")),
            null,
            ""));

    assertThat(core.state("b")).isEqualTo(TaskState.READY);
    assertThat(core.waitsFor("b")).isEqualTo("x of a");
    assertThat(core.completed("a").published()).contains("b");
  }

  @Test
  void aDeniedClaimIsAskedAboutToo() {
    core.accept(splitting("b", "x"), task("c").files("c").build());
    core.deferred("b", "x", TestingCore.id("c"));
    assertThat(core.state("b")).isEqualTo(TaskState.NEEDS_HUMAN);
  }

  @Test
  void aDenialThatNamesNobodyIsWaitedOut() {
    core.accept(splitting("b", ""));
    core.deferred("b", "", null);
    assertThat(core.state("b")).isEqualTo(TaskState.READY);
  }

  @Test
  void theWholeRepositoryIsNamed() {
    core.accept(task("a").build(), splitting("b", "x"));
    assertThat(core.reason("b").sentence()).startsWith("writes the whole repository, which a");
  }

  private static TaskSpec splitting(String key, String path) {
    var task = task(key).conflicts(ConflictPolicy.SPLIT_REQUEST);
    return path.isEmpty() ? task.build() : task.files(path).build();
  }
}
