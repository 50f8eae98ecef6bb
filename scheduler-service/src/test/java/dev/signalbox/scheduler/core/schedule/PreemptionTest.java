package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S1-39, C10: opt-in, only by P0, and the worker keeps what the victim has. */
class PreemptionTest {
  private static final Policies PREEMPTING =
      Policies.DEFAULTS.with(
          new Policies.Order(Duration.ofMinutes(10), 3, Duration.ofMinutes(10), true, 10_000));

  private final TestingCore core = new TestingCore(PREEMPTING, Fleet.of(2));

  @Test
  void theYoungestOfTheLowestClassMakesRoom() {
    core.accept(
        task("old").files("1").priority(Priority.P3).build(),
        task("p2").files("2").build(),
        task("young").files("3").priority(Priority.P3).build());
    core.completed("p2").claimed("old").claimed("young").started("young");
    core.accept(TestingCore.planId(2), urgent("x"));

    assertThat(core.said(Effect.StopAttempt.class))
        .singleElement()
        .satisfies(stop -> {
          assertThat(stop.attempt()).isEqualTo(core.attempt("young"));
          assertThat(stop.reason()).isEqualTo("stopped to make room for p0");
        });
    assertThat(core.reason("p0", 2)).isEqualTo(new WaitReason.Preempting(TestingCore.id("young")));
    core.stopped("young");
    assertThat(core.published()).containsExactly("p2", "old", "young", "p0");
    assertThat(core.state("young")).isEqualTo(TaskState.READY);
    core.completed("old");
    assertThat(core.attempt("young").number()).isEqualTo(2);
  }

  @Test
  void theHolderOfAPathMakesRoomToo() {
    core.accept(task("holder").files("x").build()).claimed("holder");
    core.accept(TestingCore.planId(2), urgent("x"));

    assertThat(core.reason("p0", 2)).isEqualTo(new WaitReason.Preempting(TestingCore.id("holder")));
    core.stopped("holder");
    assertThat(core.published()).containsExactly("holder", "p0");
  }

  @Test
  void whatIsBeingMergedIsLeftAlone() {
    core.accept(task("merging").files("x").build()).claimed("merging").started("merging");
    core.verifying("merging");
    core.accept(TestingCore.planId(2), urgent("x"));

    assertThat(core.said(Effect.StopAttempt.class)).isEmpty();
    assertThat(core.reason("p0", 2)).isInstanceOf(WaitReason.PathHeld.class);
  }

  @Test
  void aClassStopsNoneOfItsOwn() {
    core.accept(TestingCore.planId(2), urgent("x"));
    core.accept(TestingCore.planId(3), urgent("x"));

    assertThat(core.said(Effect.StopAttempt.class)).isEmpty();
  }

  @Test
  void withoutTheSettingNothingIsStopped() {
    TestingCore plain = new TestingCore(1).accept(task("a").files("a").build()).claimed("a");
    plain.accept(TestingCore.planId(2), urgent("x"));

    assertThat(plain.said(Effect.StopAttempt.class)).isEmpty();
    assertThat(plain.reason("p0", 2)).isInstanceOf(WaitReason.NoFreeSlot.class);
  }

  @Test
  @DisplayName("A P0 task that only the buffer had room for gets a slot, not a place in the topic")
  void theBufferIsNoSlot() {
    Fleet fleet = new Fleet(1, Duration.ofMinutes(1));
    TestingCore buffered = new TestingCore(PREEMPTING, fleet);
    fleet.heard(TestingCore.heartbeat(1, buffered.now), buffered.now);
    buffered.accept(task("a").files("a").build()).claimed("a");
    buffered.accept(TestingCore.planId(2), urgent("x"));

    assertThat(buffered.published()).containsExactly("a", "p0");
    assertThat(buffered.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::attempt)
        .containsExactly(buffered.attempt("a"));
  }

  private static Plan urgent(String file) {
    return TestingCore.plan(
        OnFailure.CONTINUE, task("p0").files(file).priority(Priority.P0).build());
  }
}
