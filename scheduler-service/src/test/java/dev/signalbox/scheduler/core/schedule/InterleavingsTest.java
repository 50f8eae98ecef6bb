package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.ConflictPolicy;
import dev.signalbox.common.plan.FailureKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Orders of events that must be safe, as far as the scheduler decides about them. */
class InterleavingsTest {
  private final TestingCore core =
      new TestingCore(9)
          .accept(
              task("a").files("a").build(),
              task("b").files("b").needs("a").build(),
              task("c").files("c").needs("b").build());
  private final AttemptRef first = core.attempt("a");

  @Test
  @DisplayName("Interleaving 3: a second delivery that runs after the failure is turned away")
  void aSecondDeliveryAfterTheEnd() {
    core.claimed("a").failed("a", FailureKind.EXIT);
    core.granted("a").claimed("a").started("a");

    assertThat(core.state("a")).isEqualTo(TaskState.FAILED);
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::attempt)
        .containsOnly(first);
    assertThat(core.said(Effect.RevokeClaim.class))
        .extracting(Effect.RevokeClaim::attempt)
        .containsOnly(first);
  }

  @Test
  @DisplayName("Interleaving 3: a retry is a new attempt with a higher token")
  void everyPublishIsANewAttempt() {
    core.claimed("a").failed("a", FailureKind.EXIT);
    retry("a");
    assertThat(core.attempt("a").token()).isGreaterThan(first.token());
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  @DisplayName("Interleaving 4: merged, but its expiry was heard first; it completes all the same")
  void theRefUpdateDecidesAfterAnExpiry() {
    core.claimed("a").started("a").merging("a").closed(first, ClosedBy.EXPIRY);
    AttemptRef second = core.attempt("a");
    assertThat(second).isNotEqualTo(first);
    core.completed(first);

    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::attempt)
        .contains(second);
    assertThat(core.published()).contains("b");
  }

  @Test
  @DisplayName("Interleaving 4: merged, but cancelled first; the skipped dependents are revived")
  void theRefUpdateDecidesAfterACancel() {
    core.claimed("a").started("a").merging("a");
    cancel("a");
    assertThat(core.said(Effect.SeekMerge.class)).isEmpty();
    core.closed(first, ClosedBy.REVOKE);
    assertThat(core.state("a")).isEqualTo(TaskState.CANCELLED);
    assertThat(core.said(Effect.SeekMerge.class))
        .extracting(Effect.SeekMerge::task)
        .containsExactly(first.task());
    assertThat(core.state("c")).isEqualTo(TaskState.SKIPPED);
    core.completed(first);

    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.published()).contains("b");
    assertThat(core.state("c")).isEqualTo(TaskState.PENDING);
  }

  @Test
  @DisplayName("Interleaving 5: claimed and dead before any word: the grant is a word")
  void aGrantIsHeardOfWithoutTheWorker() {
    core.granted("a").pass(Policies.DEFAULTS.queuedLease());
    assertThat(core.state("a")).isEqualTo(TaskState.CLAIMED);
    core.closed(first, ClosedBy.EXPIRY);
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  @DisplayName("Interleaving 5: acknowledged and gone without a grant: QUEUED has a lease")
  void aLostRecordIsPublishedAgain() {
    core.pass(Policies.DEFAULTS.queuedLease());
    assertThat(core.said(Effect.RevokeClaim.class)).containsExactly(new Effect.RevokeClaim(first));
    core.apply(new Input.Revoked(first));
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  @DisplayName("Interleaving 5: a deferral that comes after the replacement changes nothing")
  void aLateDeferralChangesNothing() {
    core.pass(Policies.DEFAULTS.queuedLease()).apply(new Input.Revoked(first));
    AttemptRef second = core.attempt("a");
    core.newest.put(TestingCore.id("a"), first);
    core.deferred("a", "a", TestingCore.id("c"));
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    assertThat(core.core.ledger().open(second)).isNotNull();
  }

  @Test
  @DisplayName("Interleaving 15: two deliveries of one record: one word more changes nothing")
  void twoDeliveriesOfOneRecord() {
    core.claimed("a").started("a").claimed("a").granted("a");
    assertThat(core.state("a")).isEqualTo(TaskState.RUNNING);
    core.completed("a").completed("a");
    assertThat(core.published()).containsExactly("a", "b");
  }

  @Test
  @DisplayName("Interleaving 17: a retry races with a late success: the success stands, once")
  void aRetryRacesWithALateSuccess() {
    core.claimed("a").failed("a", FailureKind.TIMEOUT);
    retry("a");
    AttemptRef second = core.attempt("a");
    core.completed(first).failed("a", FailureKind.EXIT);

    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::attempt)
        .contains(second);
    assertThat(core.published()).containsOnlyOnce("b");
  }

  @Test
  @DisplayName("Interleaving 17: a cancel races with the merge: whichever is proven stands")
  void aCancelRacesWithTheMerge() {
    core.claimed("a").started("a").merging("a");
    cancel("a");
    core.completed("a");
    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  @DisplayName("Interleaving 17: an expiry while a deferred merge asks for more ends that wait")
  void anAmendmentRacesWithExpiry() {
    TestingCore two =
        new TestingCore(9)
            .accept(
                task("a").files("x").conflicts(ConflictPolicy.DEFER_MERGE).build(),
                task("holder").files("x").build());
    AttemptRef waiting = two.attempt("a");
    two.verifying("a").waiting("a", "x", "holder").closed(waiting, ClosedBy.EXPIRY);
    AttemptRef next = two.attempt("a");
    two.newest.put(TestingCore.id("a"), waiting);
    two.waiting("a", "x", "holder");

    assertThat(next.number()).isEqualTo(2);
    assertThat(two.state("a")).isEqualTo(TaskState.QUEUED);
    assertThat(two.said(Effect.RevokeClaim.class)).containsExactly(new Effect.RevokeClaim(waiting));
  }

  @Test
  @DisplayName("Interleaving 17: a claim that is released by force during the check ends the try")
  void aForcedReleaseDuringVerify() {
    core.claimed("a").started("a").verifying("a").closed(first, ClosedBy.REVOKE);
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::attempt)
        .containsExactly(first);
    assertThat(core.pass(Duration.ofSeconds(1)).attempt("a").number()).isEqualTo(2);
  }

  private void retry(String key) {
    core.command(
        new Submission.RetryTasks(
            TestingCore.fresh(),
            core.now,
            REPOSITORY,
            PLAN_ID,
            List.of(new TaskKey(key)),
            null,
            ""));
  }

  private void cancel(String key) {
    core.command(
        new Submission.CancelTask(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, new TaskKey(key), ""));
  }
}
