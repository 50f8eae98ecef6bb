package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** I3, I7, S2-12: what becomes of people's claims when workers, schedulers or they are gone. */
class LostPeopleTest extends TestingPeople {
  @Test
  @DisplayName("I7: a lost worker costs the attempt, not the claim, nor that it was handed in")
  void aLostWorkerLosesNothing() {
    atWork("a");
    handIn("a");
    AttemptRef first = attempt("a");
    core.closed(first, ClosedBy.EXPIRY);

    assertThat(core.attempt("a").number()).isEqualTo(2);
    assertThat(core.said(Effect.Publish.class).getLast().person()).isEqualTo(ANN);
    core.claimed("a");
    withPerson("a", "");
    assertThat(core.said(Effect.HandIn.class)).endsWith(new Effect.HandIn(attempt("a")));
  }

  @Test
  @DisplayName("S2-12: the claim ends by itself, after a reminder; its work is offered to others")
  void theLeaseEnds() {
    atWork("a");
    core.pass(Duration.ofHours(17));
    assertThat(core.said(Effect.TaskNoted.class)).isEmpty();
    core.pass(Duration.ofHours(2));
    assertThat(core.said(Effect.TaskNoted.class).getLast().as().reason())
        .startsWith("reminder: the claim of Ann ends");
    core.pass(Duration.ofHours(6));
    assertThat(core.said(Effect.StopAttempt.class)).hasSize(1);
    stopped("a", "refs/kept");

    assertThat(core.state("a")).isEqualTo(TaskState.NEEDS_HUMAN);
    assertThat(core.reason("a").sentence())
        .isEqualTo("the claim of Ann ran out (kept as refs/kept): signalbox task claim test/a");
    claim("a", BOB);
    assertThat(core.said(Effect.Publish.class).getLast().person()).isEqualTo(BOB);
  }

  @Test
  @DisplayName("I3: without a worker a claim waits with that reason, and is published with one")
  void withoutAWorkerItWaits() {
    TestingCore empty = new TestingCore(Policies.DEFAULTS, new Fleet(0, Duration.ofSeconds(30)));
    empty.accept(human("a", "x"));
    empty.command(claimOf("a", ANN, empty));
    assertThat(empty.reason("a")).isEqualTo(new WaitReason.NoWorker("default"));
    handInOf("a", empty);
    assertThat(empty.said(Effect.Refused.class).getLast().code()).isEqualTo("E065-not-claimed");
    empty.fleet.heard(TestingCore.heartbeat(1, empty.now), empty.now);
    empty.decide();
    assertThat(empty.published()).containsExactly("a");
  }

  @Test
  @DisplayName("I7: a restored core knows who has what, and until when")
  void itIsRestored() {
    atWork("a");
    Changed changed = core.core.takeChanges();
    TestingCore after = new TestingCore(1);
    after.now = core.now;
    after.note(
        after.core.restore(
            new Saved(changed.plans().getLast(), changed.tasks(), changed.attempts()), core.now));
    assertThat(after.core.explain(TestingCore.id("a"), after.now).orElseThrow().reason())
        .isEqualTo(core.reason("a"));
    assertThat(after.fleet.out()).isZero();
    after.pass(Duration.ofHours(25));
    assertThat(after.said(Effect.StopAttempt.class)).hasSize(1);
  }

  @Test
  void aCancelledPlanEndsThePersonsWork() {
    atWork("a");
    core.command(new Submission.CancelPlan(TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, ""));
    core.stopped("a");
    assertThat(core.state("a")).isEqualTo(TaskState.CANCELLED);
    assertThat(core.said(Effect.PlanMoved.class).getLast().state()).isEqualTo(PlanState.CANCELLED);
  }
}
