package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PublishingTest {
  @Test
  @DisplayName("I4: a task is published when the last of its needs is merged, never before")
  void waitsForAllNeeds() {
    TestingCore core =
        new TestingCore(9)
            .accept(
                task("a").files("a").build(),
                task("b").files("b").build(),
                task("c").files("c").needs("a", "b").build());

    assertThat(core.published()).containsExactly("a", "b");
    assertThat(core.reason("c"))
        .isEqualTo(new WaitReason.NeedsOpen(List.of(new TaskKey("a"), new TaskKey("b"))));
    core.completed("a");
    assertThat(core.state("c")).isEqualTo(TaskState.PENDING);
    core.completed("b");
    assertThat(core.published()).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("I1: of two tasks that write one path, the second waits for the first")
  void writersTakeTurns() {
    TestingCore core =
        new TestingCore(9).accept(task("a").files("x/").build(), task("b").files("x/y").build());

    assertThat(core.published()).containsExactly("a");
    assertThat(core.reason("b"))
        .isEqualTo(
            new WaitReason.PathHeld("x", TestingCore.id("a"), core.now, core.now.plusSeconds(60)));
    core.completed("a");
    assertThat(core.published()).containsExactly("a", "b");
  }

  @Test
  void readersShareAndAWriterWaitsForAllOfThem() {
    TestingCore core =
        new TestingCore(9)
            .accept(
                task("a").files("1").reads("doc/").build(),
                task("b").files("2").reads("doc/").build(),
                task("w").files("doc/x").priority(Priority.P3).build());

    assertThat(core.published()).containsExactly("a", "b");
    core.completed("a");
    assertThat(core.published()).containsExactly("a", "b");
    core.completed("b");
    assertThat(core.published()).containsExactly("a", "b", "w");
  }

  @Test
  void aReaderGoesOnAsSoonAsNobodyWrites() {
    TestingCore core =
        new TestingCore(9)
            .accept(
                task("w").files("doc/x").priority(Priority.P0).build(),
                task("r1").files("1").reads("doc/").build(),
                task("r2").files("2").reads("doc/").build());

    assertThat(core.published()).containsExactly("w");
    core.completed("w");
    assertThat(core.published()).containsExactly("w", "r1", "r2");
  }

  @Test
  void aTaskWithoutFilesHasTheRepositoryForItself() {
    TestingCore core =
        new TestingCore(9)
            .accept(task("a").files("a").build(), task("all").priority(Priority.P3).build());

    assertThat(core.published()).containsExactly("a");
    assertThat(core.reason("all").sentence()).isEqualTo("a is held by a");
    core.completed("a");
    assertThat(core.published()).containsExactly("a", "all");
  }

  @Test
  void theClassComesFirstThenTheLongestPathThenSubmission() {
    TestingCore core =
        new TestingCore(1)
            .accept(
                task("plain").files("1").build(),
                task("long").files("2").build(),
                task("behind").files("3").needs("long").build(),
                task("urgent").files("4").priority(Priority.P0).build(),
                task("late").files("5").build());

    core.completed("urgent");
    core.completed("long");
    core.completed("plain");
    core.completed("behind");
    assertThat(core.published()).containsExactly("urgent", "long", "plain", "behind", "late");
  }

  @Test
  void aBusyFileRaisesItsTasks() {
    TestingCore core =
        new TestingCore(1)
            .accept(
                task("lone").files("1").build(),
                task("busy1").files("2").build(),
                task("busy2").files("2").build());

    assertThat(core.published()).containsExactly("busy1");
  }

  @Test
  void ageRaisesATaskInsideItsClassOnly() {
    TestingCore core = new TestingCore(1).accept(task("now").files("0").build());
    core.accept(TestingCore.planId(1), plan("old"));
    core.accept(TestingCore.planId(2), plan("urgent"));
    core.pass(Duration.ofMinutes(11));
    core.accept(
        TestingCore.planId(3),
        TestingCore.plan(
            OnFailure.CONTINUE, task("long").files("l").estimate(Duration.ofHours(9)).build()));

    core.completed("now");
    core.completed(core.attempt(taskOf(2, "urgent")));
    core.completed(core.attempt(taskOf(1, "old")));
    assertThat(core.published()).containsExactly("now", "urgent", "old", "long");
  }

  @Test
  void thePlansCapHoldsBackTheRest() {
    Limits two = new Limits(2, 85, 85, true, true, null);
    TestingCore core =
        new TestingCore(9)
            .accept(
                TestingPlans.plan(
                    OnFailure.CONTINUE,
                    two,
                    List.of(
                        task("a").files("a").build(),
                        task("b").files("b").build(),
                        task("c").files("c").build())));

    assertThat(core.published()).containsExactly("a", "b");
    assertThat(core.reason("c")).isEqualTo(new WaitReason.CapReached("plan", 2, 2));
    core.completed("b");
    assertThat(core.published()).containsExactly("a", "b", "c");
  }

  @Test
  void nothingIsPublishedThatNobodyCanTake() {
    TestingCore core =
        new TestingCore(1)
            .accept(
                task("a").files("a").build(),
                task("b").files("b").build(),
                task("gpu").files("c").skills("gpu").build());

    assertThat(core.published()).containsExactly("a");
    assertThat(core.reason("b")).isEqualTo(new WaitReason.NoFreeSlot(1, 1));
    assertThat(core.reason("gpu")).isEqualTo(new WaitReason.NoWorker("gpu"));
  }

  @Test
  void whatIsFreeSaysSoUntilTheNextDecision() {
    TestingCore core = new TestingCore(0).accept(task("a").files("a").build());
    RepositoryScheduler undecided = new RepositoryScheduler(Policies.DEFAULTS, Fleet.of(1));
    undecided.apply(
        new Input.Accept(
            TestingCore.setup(
                TestingPlans.PLAN_ID,
                TestingCore.plan(OnFailure.CONTINUE, task("a").files("a").build())),
            ""),
        core.now);

    assertThat(undecided.explain(TestingCore.id("a"), core.now).orElseThrow().reason())
        .isEqualTo(new WaitReason.Free());
    assertThat(undecided.hasWaiting()).isTrue();
    assertThat(undecided.nextTimer()).isPresent();
    assertThat(undecided.decide(core.now, () -> new FencingToken(1)))
        .as("I3: what is free is published by the next decision")
        .hasAtLeastOneElementOfType(Effect.Publish.class);
  }

  @Test
  void aPlanEndsWhenAllItsTasksAreMerged() {
    TestingCore core = new TestingCore(9).accept(task("a").files("a").build());
    core.completed("a");

    assertThat(core.said(Effect.PlanMoved.class))
        .extracting(Effect.PlanMoved::state)
        .containsExactly(PlanState.COMPLETED);
    assertThat(core.fleet.out()).isZero();
    assertThat(core.reason("a")).isEqualTo(new WaitReason.Ended(TaskState.COMPLETED, "merged"));
    assertThat(core.core.waits(TestingPlans.PLAN_ID, core.now).orElseThrow()).isEmpty();
    assertThat(core.core.counts()).containsEntry(TaskState.COMPLETED, 1);
  }

  @Test
  void aPlanIsAcceptedOnceAndItsWavesAreCounted() {
    TestingCore core =
        new TestingCore(9)
            .accept(task("a").files("a").build(), task("b").files("b").needs("a").build());
    core.accept(task("other").build());

    assertThat(core.said(Effect.PlanAccepted.class))
        .singleElement()
        .satisfies(accepted ->
            assertThat(accepted.waves())
                .containsEntry(new TaskKey("a"), 0)
                .containsEntry(new TaskKey("b"), 1));
    assertThat(core.said(Effect.Ignored.class))
        .extracting(Effect.Ignored::why)
        .containsExactly(Effect.Ignored.Why.LATE);
  }

  @Test
  void aNeedThatIsNotThereIsNoPlan() {
    TestingCore core = new TestingCore(9);
    assertThatThrownBy(() -> core.accept(task("a").needs("ghost").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ghost");
  }

  @Test
  void unknownTasksAndPlansHaveNoReason() {
    TestingCore core = new TestingCore(1);
    assertThat(core.core.explain(TestingCore.id("a"), core.now)).isEmpty();
    assertThat(core.core.waits(TestingPlans.PLAN_ID, core.now)).isEmpty();
    assertThat(core.core.hasPlan(TestingPlans.PLAN_ID)).isFalse();
  }

  private static Plan plan(String key) {
    Priority priority = key.equals("urgent") ? Priority.P0 : Priority.P2;
    return TestingCore.plan(OnFailure.CONTINUE, task(key).files(key).priority(priority).build());
  }

  private static TaskId taskOf(int plan, String key) {
    return new TaskId(TestingCore.planId(plan), new TaskKey(key));
  }
}
