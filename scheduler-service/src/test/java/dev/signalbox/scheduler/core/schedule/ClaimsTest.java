package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.testing.TestingPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reconciliation with the lock-service's claims, their loss, and their forced release. */
class ClaimsTest {
  private static final Duration SETTLED = Duration.ofSeconds(30);
  private static final AttemptRef UNKNOWN = TestingPlans.attempt("gone", 1, 4711);

  private final TestingCore core = new TestingCore(9).accept(task("a").files("a").build());
  private final AttemptRef attempt = core.attempt("a");

  @Test
  @DisplayName("interleaving 13: a claim of an attempt that is over or was never known is revoked")
  void aClaimOfNobodyIsRevokedOnceItIsSettled() {
    core.claimed("a");
    Instant young = core.now.plus(SETTLED).minusMillis(1);
    core.pass(SETTLED);
    seen(new Input.ClaimsSeen.Standing(UNKNOWN, young), standing(attempt));
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
    core.pass(SETTLED);
    seen(new Input.ClaimsSeen.Standing(UNKNOWN, young), standing(attempt));
    assertThat(core.said(Effect.RevokeClaim.class))
        .containsExactly(new Effect.RevokeClaim(UNKNOWN));
    assertThat(core.said(Effect.StopAttempt.class)).isEmpty();
  }

  @Test
  @DisplayName("interleaving 13: an attempt whose claim is gone is replaced, uncounted")
  void anAttemptWithoutItsClaimIsReplaced() {
    core.claimed("a").started("a").pass(SETTLED.plusSeconds(1));
    seen();
    core.pass(SETTLED.minusMillis(1));
    seen();
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
    core.pass(Duration.ofMillis(1));
    seen();
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::reason)
        .containsExactly("its claim is gone");
    core.apply(new Input.Revoked(attempt));
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  @DisplayName("a grant that is on its way, or a claim that is there in between, is no difference")
  void whatIsOnItsWayIsNotMissed() {
    for (int round = 0; round < 5; round++) {
      core.pass(SETTLED.dividedBy(10));
      seen();
    }
    core.claimed("a");
    for (int round = 0; round < 20; round++) {
      core.pass(SETTLED.dividedBy(2));
      seen(round % 2 == 0 ? new Input.ClaimsSeen.Standing[0] : one(standing(attempt)));
    }
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
  }

  @Test
  @DisplayName("interleaving 12: nothing new is published while lost claims are set up again")
  void aRecoveryKeepsTasksBackAndEndsWhenAllStandAgain() {
    core.claimed("a").started("a").pass(SETTLED.multipliedBy(2));
    Instant until = core.now.plus(SETTLED);
    core.apply(new Input.Recovering(until));
    core.accept(TestingCore.planId(2), TestingPlans.plan(task("b").files("b").build()));
    assertThat(core.core.waits(TestingCore.planId(2), core.now).orElseThrow())
        .extracting(Waiting::reason)
        .containsExactly(new WaitReason.Recovering(until));

    core.pass(SETTLED.dividedBy(2));
    seen();
    assertThat(core.said(Effect.EndRecovery.class)).isEmpty();
    assertThat(core.said(Effect.StopAttempt.class)).isEmpty();
    seen(standing(attempt));
    assertThat(core.said(Effect.EndRecovery.class)).hasSize(1);
    core.apply(new Input.Recovering(null));
    assertThat(published("b")).hasSize(1);
  }

  @Test
  @DisplayName("a recovery ends by itself, and who was queued gets the time again")
  void aRecoveryThatNobodyEndsIsOverInTime() {
    Instant until = core.now.plus(SETTLED);
    core.apply(new Input.Recovering(until)).pass(SETTLED).apply(new Input.Tick());
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
    core.accept(TestingCore.planId(2), TestingPlans.plan(task("b").files("b").build()));
    assertThat(published("b")).hasSize(1);
    core.pass(SETTLED).apply(new Input.Tick());
    assertThat(core.said(Effect.RevokeClaim.class)).contains(new Effect.RevokeClaim(attempt));
  }

  @Test
  @DisplayName("interleaving 17: a forced release stops the holder, and the task is tried again")
  void aReleasedClaimIsTakenAndTheTaskTriedAgain() {
    core.claimed("a").started("a").verifying("a");
    release("a", "release day", false);
    assertThat(core.said(Effect.ClaimReleased.class))
        .containsExactly(new Effect.ClaimReleased(attempt, "ann", "release day", false));
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::reason)
        .containsExactly("its claim was released by ann: release day");
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
    core.pass(Policies.DEFAULTS.stopGrace()).apply(new Input.Tick());
    assertThat(core.said(Effect.RevokeClaim.class)).contains(new Effect.RevokeClaim(attempt));
    core.apply(new Input.Revoked(attempt));
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  @DisplayName("a task whose claim was released may wait for a person, who is told why")
  void aReleasedTaskMayBeHeld() {
    core.claimed("a").started("a");
    release("a", "release day", true);
    core.closed(attempt, ClosedBy.RELEASE);
    assertThat(core.state("a")).isEqualTo(TaskState.NEEDS_HUMAN);
    assertThat(core.reason("a").sentence())
        .startsWith("its claim was released by ann: release day");
    core.apply(
        new Input.Command(
            new Submission.RetryTasks(
                UUID.randomUUID(),
                core.now,
                REPOSITORY,
                TestingPlans.PLAN_ID,
                List.of(new TaskKey("a")),
                null,
                "")));
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
  }

  @Test
  @DisplayName("I10: what cannot be released is refused by name, and nothing changes")
  void aReleaseThatCannotBeFollowedIsRefused() {
    release("a", "why", false);
    release("x", "why", false);
    core.claimed("a");
    release("a", " ", false);
    assertThat(core.said(Effect.Refused.class))
        .extracting(Effect.Refused::code)
        .containsExactly("E058-no-claim", "E051-unknown-task", "E057-no-reason");
    release("a", "why", false);
    release("a", "why", false);
    assertThat(core.said(Effect.ClaimReleased.class)).hasSize(1);
    assertThat(core.said(Effect.Ignored.class)).hasSize(1);
  }

  private void release(String key, String reason, boolean hold) {
    core.apply(
        new Input.Command(
            new Submission.ReleaseClaim(
                UUID.randomUUID(),
                core.now,
                REPOSITORY,
                TestingPlans.PLAN_ID,
                new TaskKey(key),
                "ann",
                reason,
                hold)));
  }

  private void seen(Input.ClaimsSeen.Standing... claims) {
    core.apply(new Input.ClaimsSeen(List.of(claims), core.now, SETTLED));
  }

  private static Input.ClaimsSeen.Standing standing(AttemptRef attempt) {
    return new Input.ClaimsSeen.Standing(attempt, Instant.EPOCH);
  }

  private static Input.ClaimsSeen.Standing[] one(Input.ClaimsSeen.Standing standing) {
    return Stream.of(standing).toArray(Input.ClaimsSeen.Standing[]::new);
  }

  private List<Effect.Publish> published(String key) {
    return core.said(Effect.Publish.class).stream()
        .filter(publish -> publish.task().key().value().equals(key))
        .toList();
  }
}
