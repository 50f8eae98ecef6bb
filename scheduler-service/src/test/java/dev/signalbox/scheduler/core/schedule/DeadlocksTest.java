package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.ConflictPolicy;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.testing.TestingTask;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S0-39 to S0-41, C27: circles of waiting, found without false alarm, named and ended. */
class DeadlocksTest {
  private final TestingCore core = new TestingCore(9);

  @Test
  @DisplayName("S0-40: two that read what the other writes: the younger is stopped and runs later")
  void aCircleOfTwoIsEnded() {
    crosswise();
    core.waiting("a", "x", "b");
    assertThat(core.said(Effect.DeadlockFound.class)).isEmpty();
    AttemptRef victim = core.attempt("b");
    core.waiting("b", "y", "a");

    List<WaitReason> both = List.of(core.reason("a"), core.reason("b"));
    assertThat(both)
        .extracting(WaitReason::sentence)
        .containsExactly(
            "deadlock: a waits for b waits for a", "deadlock: b waits for a waits for b");
    assertThat(core.said(Effect.DeadlockFound.class))
        .containsExactly(
            new Effect.DeadlockFound(
                List.of(TestingCore.id("b"), TestingCore.id("a")), TestingCore.id("b")));
    assertThat(core.said(Effect.StopAttempt.class))
        .containsExactly(new Effect.StopAttempt(victim, "deadlock: b waits for a waits for b"));
    assertThat(core.said(Effect.RevokeClaim.class)).as("it may preserve its work").isEmpty();
  }

  @Test
  @DisplayName("S0-40: the victim's next attempt claims all at its start, after the other is over")
  void theVictimRunsBehind() {
    crosswise();
    core.waiting("a", "x", "b").waiting("b", "y", "a").stopped("b");

    assertThat(core.waitsFor("b")).isEqualTo("x of a");
    assertThat(core.reason("a")).isInstanceOf(WaitReason.PathHeld.class);
    core.verifying("a").merging("a").completed("a");
    assertThat(core.attempt("b").number()).isEqualTo(2);
    Effect.Publish again = core.said(Effect.Publish.class).getLast();
    assertThat(again.intent()).isNull();
    assertThat(again.footprint().hasWrites()).isTrue();
    core.completed("b");
    assertThat(core.said(Effect.TaskMoved.class).getLast().attempts()).as("uncounted").isOne();
  }

  @Test
  @DisplayName("S0-40: the lowest class goes first, whoever worked longer")
  void theLowestClassIsTheVictim() {
    core.accept(
        deferring("a").files("x").reads("y").priority(Priority.P3).build(),
        deferring("b").files("y").reads("x").priority(Priority.P1).build());
    core.claimed("a").pass(Duration.ofSeconds(9)).claimed("b");
    core.waiting("a", "x", "b").waiting("b", "y", "a");
    assertThat(victims()).containsExactly("a");
  }

  @Test
  @DisplayName("C27: a circle of three is found by whoever closes it")
  void aCircleOfThree() {
    core.accept(
        deferring("a").files("x").reads("z").build(),
        deferring("b").files("y").reads("x").build(),
        deferring("c").files("z").reads("y").build());
    core.claimed("a").claimed("b").claimed("c");
    core.waiting("a", "x", "b").waiting("b", "y", "c");
    assertThat(core.said(Effect.DeadlockFound.class)).isEmpty();
    core.waiting("c", "z", "a");
    assertThat(core.said(Effect.DeadlockFound.class).getFirst().cycle()).hasSize(3);
    assertThat(victims()).containsExactly("c");
    assertThat(core.stopped("c").state("c")).isEqualTo(TaskState.READY);
  }

  @Test
  @DisplayName("S0-40: a victim that does not stop is revoked after its grace")
  void aVictimThatDoesNotStopIsRevoked() {
    crosswise();
    core.waiting("a", "x", "b").waiting("b", "y", "a");
    AttemptRef victim = core.attempt("b");
    core.pass(Policies.DEFAULTS.stopGrace());
    assertThat(core.said(Effect.RevokeClaim.class)).containsExactly(new Effect.RevokeClaim(victim));
    core.apply(new Input.Revoked(victim));
    assertThat(core.state("b")).isEqualTo(TaskState.READY);
    assertThat(core.said(Effect.TaskMoved.class))
        .filteredOn(moved -> moved.to() == TaskState.READY)
        .last()
        .satisfies(moved -> assertThat(moved.reason()).isEqualTo("stopped to end a deadlock"));
  }

  @Test
  @DisplayName("S0-41: a wait for a holder that works is none, nor is one that is over")
  void waitsThatEndAreNoDeadlocks() {
    crosswise();
    core.waiting("a", "x", "b").waiting("a", "x", "b");
    core.failed("a", FailureKind.TIMEOUT).waiting("b", "y", "a");
    assertThat(core.said(Effect.DeadlockFound.class)).isEmpty();
  }

  @Test
  @DisplayName("S0-41: no needs, a pause, a lane without worker, a person: nothing of it is one")
  void nothingElseIsADeadlock() {
    core.accept(
        task("alone").files("q").priority(Priority.P0).build(),
        task("skilled").skills("gpu").build(),
        task("split").files("q").conflicts(ConflictPolicy.SPLIT_REQUEST).build(),
        task("behind").needs("split", "skilled").build(),
        task("parked").files("q").build());
    core.command(
        new Submission.PausePlan(TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, "lunch"));
    core.completed("alone").pass(Duration.ofHours(1));
    WaitsFor waits = new WaitsFor(core.core.ledger());
    for (PlanRun plan : core.core.ledger().plans.values()) {
      assertThat(plan.tasks()).allSatisfy(task -> assertThat(waits.circleOf(task)).isEmpty());
    }
    assertThat(core.said(Effect.DeadlockFound.class)).isEmpty();
  }

  @Test
  @DisplayName("C27: needs, held paths and denials are edges of the graph")
  void theGraphHasEveryKindOfWait() {
    core.accept(
        task("holder").files("x").priority(Priority.P0).build(),
        task("parked").files("x").build(),
        task("behind").needs("parked").files("q").build(),
        task("denied").files("z").build());
    core.deferred("denied", "z", TestingCore.id("holder"));
    WaitsFor waits = new WaitsFor(core.core.ledger());

    assertThat(waitsFor(waits, "behind")).containsExactly("parked");
    assertThat(waitsFor(waits, "parked")).containsExactly("holder");
    assertThat(waitsFor(waits, "denied")).containsExactly("holder");
    assertThat(waitsFor(waits, "holder")).isEmpty();
  }

  @Test
  @DisplayName("S0-40: a cancelled victim is cancelled")
  void aCancelledVictimStaysCancelled() {
    crosswise();
    core.waiting("a", "x", "b").waiting("b", "y", "a");
    core.command(
        new Submission.CancelTask(
            TestingCore.fresh(),
            core.now,
            REPOSITORY,
            PLAN_ID,
            TestingCore.id("b").key(),
            "no more"));
    assertThat(core.stopped("b").state("b")).isEqualTo(TaskState.CANCELLED);
  }

  /** a and b read what the other writes, both at work; b took its claim later. */
  private void crosswise() {
    core.accept(
        deferring("a").files("x").reads("y").build(), deferring("b").files("y").reads("x").build());
    core.claimed("a").started("a").pass(Duration.ofSeconds(5)).claimed("b").started("b");
    core.verifying("a").verifying("b");
  }

  private List<String> victims() {
    return core.said(Effect.DeadlockFound.class).stream()
        .map(found -> found.victim().key().value())
        .toList();
  }

  private List<String> waitsFor(WaitsFor waits, String key) {
    TaskRun task = core.core.ledger().task(TestingCore.id(key));
    assertThat(task).isNotNull();
    return waits.of(task).stream().map(other -> other.spec.key().value()).toList();
  }

  private static TestingTask deferring(String key) {
    return task(key).conflicts(ConflictPolicy.DEFER_MERGE);
  }
}
