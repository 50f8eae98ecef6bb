package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.scheduler.core.fleet.Silenced;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventsTest {
  private final TestingCore core =
      new TestingCore(9)
          .accept(
              task("a").files("a").build(),
              task("b").files("a").needs("a").build(),
              task("c").files("c").build());

  @Test
  void anAttemptGoesForwardThroughItsStates() {
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    assertThat(core.granted("a").state("a")).isEqualTo(TaskState.CLAIMED);
    assertThat(core.claimed("a").state("a")).isEqualTo(TaskState.CLAIMED);
    assertThat(core.started("a").state("a")).isEqualTo(TaskState.RUNNING);
    assertThat(core.verifying("a").state("a")).isEqualTo(TaskState.VERIFYING);
    assertThat(core.merging("a").state("a")).isEqualTo(TaskState.MERGING);
    assertThat(core.reason("a")).isEqualTo(new WaitReason.Published(TaskState.MERGING));
    assertThat(core.completed("a").state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.said(Effect.TaskMoved.class))
        .filteredOn(moved -> moved.task().equals(TestingCore.id("a")))
        .last()
        .satisfies(moved -> {
          assertThat(moved.commit()).isEqualTo("c1");
          assertThat(moved.branch()).isEqualTo("feat/0-x");
          assertThat(moved.attempts()).isEqualTo(1);
        });
  }

  @Test
  @DisplayName("I6: what comes late in another order takes no state back")
  void reorderedProgressChangesNothing() {
    core.merging("a");
    int before = core.said(Effect.TaskMoved.class).size();
    core.started("a").claimed("a").verifying("a");

    assertThat(core.state("a")).isEqualTo(TaskState.MERGING);
    assertThat(core.said(Effect.TaskMoved.class)).hasSize(before);
    assertThat(core.said(Effect.Ignored.class)).hasSize(3);
  }

  @Test
  @DisplayName("I2: a merged task is merged for good, whatever comes after")
  void completedIsTerminal() {
    AttemptRef attempt = core.attempt("a");
    core.completed("a").completed(attempt).failed("a", FailureKind.EXIT).stopped("a");
    core.closed(attempt, ClosedBy.REVOKE);

    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.published()).containsOnlyOnce("b");
  }

  @Test
  @DisplayName("I6: an attempt that is not the current one is told to stop and is revoked")
  void staleAttemptsAreTurnedAway() {
    AttemptRef first = core.attempt("a");
    core.stopped("a");
    AttemptRef second = core.attempt("a");
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.token()).isGreaterThan(first.token());
    core.newest.put(TestingCore.id("a"), first);
    core.claimed("a").failed("a", FailureKind.EXIT).deferred("a", "a", TestingCore.id("c"));
    core.stopped("a");

    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::attempt)
        .containsExactly(first);
    assertThat(core.said(Effect.RevokeClaim.class))
        .extracting(Effect.RevokeClaim::attempt)
        .containsExactly(first);
    assertThat(core.said(Effect.Ignored.class)).hasSize(4);
  }

  @Test
  @DisplayName("I2: a merge by a former attempt completes the task and stops the current one")
  void aProvenMergeDecides() {
    AttemptRef first = core.attempt("a");
    core.stopped("a").claimed("a");
    AttemptRef second = core.attempt("a");
    core.completed(first);

    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::attempt)
        .contains(second);
    assertThat(core.reason("b"))
        .as("I1: the stopped attempt holds its path until its claim is closed")
        .isInstanceOf(WaitReason.PathHeld.class);
    core.closed(second, ClosedBy.REVOKE);
    assertThat(core.published()).contains("b");
  }

  @Test
  void eventsOfUnknownTasksChangeNothing() {
    AttemptRef ghost = new AttemptRef(TestingCore.id("ghost"), 1, new FencingToken(99));
    core.completed(ghost);
    assertThat(core.said(Effect.Ignored.class))
        .extracting(Effect.Ignored::why)
        .containsExactly(Effect.Ignored.Why.UNKNOWN);
  }

  @Test
  void aDeniedClaimWaitsForTheReleaseOfItsHolder() {
    core.deferred("a", "a", TestingCore.id("c"));
    assertThat(core.state("a")).isEqualTo(TaskState.READY);
    assertThat(core.reason("a"))
        .isEqualTo(new WaitReason.PathHeld("a", TestingCore.id("c"), core.now, null));
    core.completed("c");

    assertThat(core.attempt("a").number()).isEqualTo(2);
    assertThat(core.said(Effect.TaskMoved.class))
        .filteredOn(moved -> moved.task().equals(TestingCore.id("a")))
        .allSatisfy(moved -> assertThat(moved.attempts()).isZero());
  }

  @Test
  void aDeniedClaimOfNobodyKnownIsAskedForAgainAfterAWhile() {
    core.deferred("a", "a", null);
    assertThat(core.reason("a")).isInstanceOf(WaitReason.BackoffUntil.class);
    core.pass(Duration.ofSeconds(3));
    assertThat(core.attempt("a").number()).isEqualTo(2);
    core.deferred("a", "a", null).pass(Duration.ofSeconds(3));
    assertThat(core.attempt("a").number()).as("the wait doubles").isEqualTo(2);
    core.pass(Duration.ofSeconds(3));
    assertThat(core.attempt("a").number()).isEqualTo(3);
  }

  /** As when a stopped process holds the lock file of a claim ref: granted, then denied. */
  @Test
  void aClaimThatIsGrantedAndThenCannotBeWrittenWaitsLongerEachTime() {
    core.granted("a").deferred("a", "x.lock", null).pass(Duration.ofSeconds(3));
    assertThat(core.attempt("a").number()).isEqualTo(2);
    core.granted("a").deferred("a", "x.lock", null);
    assertThat(core.reason("a").sentence()).startsWith("x.lock is held; tried again at ");

    core.pass(Duration.ofSeconds(3));
    assertThat(core.state("a")).as("the wait doubles").isEqualTo(TaskState.READY);
    core.pass(Duration.ofSeconds(3));
    assertThat(core.attempt("a").number()).isEqualTo(3);
  }

  @Test
  void tasksThatAreDeniedTheSameFileDoNotWakeEachOther() {
    TestingCore two =
        new TestingCore(2).accept(task("x").files("f").build(), task("y").files("f").build());
    String first = two.state("x") == TaskState.QUEUED ? "x" : "y";
    String second = first.equals("x") ? "y" : "x";
    two.deferred(first, "f", null);
    assertThat(two.state(second)).isEqualTo(TaskState.QUEUED);
    two.deferred(second, "f", null);

    assertThat(two.state(first)).isEqualTo(TaskState.READY);
    assertThat(two.state(second)).isEqualTo(TaskState.READY);
    two.pass(Duration.ofSeconds(3));
    assertThat(two.open()).hasSize(1);
  }

  @Test
  void anExpiredClaimEndsTheAttemptAndStopsItsWorker() {
    core.claimed("a");
    AttemptRef first = core.attempt("a");
    core.closed(first, ClosedBy.EXPIRY);

    assertThat(core.attempt("a").number()).isEqualTo(2);
    assertThat(core.said(Effect.StopAttempt.class))
        .extracting(Effect.StopAttempt::attempt)
        .containsExactly(first);
  }

  @Test
  void aReleasedClaimWaitsForTheOutcomeThatFollows() {
    core.claimed("a").closed(core.attempt("a"), ClosedBy.RELEASE);
    assertThat(core.state("a")).isEqualTo(TaskState.CLAIMED);
    assertThat(core.published()).containsExactly("a", "c");
  }

  @Test
  @DisplayName("I1: a dead worker's task runs again only when its claim is closed")
  void lostWorkersAreReplacedAfterTheRevocation() {
    core.claimed("a");
    AttemptRef first = core.attempt("a");
    lose(core.now.plusSeconds(1));
    assertThat(core.attempt("a")).isEqualTo(first);
    assertThat(core.state("a")).isEqualTo(TaskState.CLAIMED);
    core.pass(Duration.ofSeconds(3));
    assertThat(core.said(Effect.RevokeClaim.class)).as("asked again").hasSize(2);
    core.apply(new Input.Revoked(first));

    assertThat(core.attempt("a").number()).isEqualTo(2);
    core.apply(new Input.Revoked(first));
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  void whatTheNewStartOfAWorkerHoldsIsNotLost() {
    core.claimed("a");
    core.apply(
        new Input.WorkerLost(
            new Silenced(TestingCore.WORKER, Set.of(core.attempt("a")), core.now.plusSeconds(1))));
    lose(core.now.minusSeconds(1));
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
  }

  @Test
  void aLostWorkerThatReportsAllTheSameIsBelieved() {
    core.claimed("a").claimed("c");
    lose(core.now.plusSeconds(1));
    core.failed("a", FailureKind.EXIT).completed("c");

    assertThat(core.state("a")).as("not counted: it was replaced").isEqualTo(TaskState.QUEUED);
    assertThat(core.state("c")).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void anAttemptThatNobodyTakesIsReplaced() {
    core.pass(Duration.ofSeconds(31));
    AttemptRef first = core.attempt("a");
    assertThat(core.said(Effect.RevokeClaim.class)).hasSize(2);
    core.granted("a");
    assertThat(core.state("a")).as("granted before the revocation").isEqualTo(TaskState.CLAIMED);
    core.closed(first, ClosedBy.REVOKE);
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  void nobodyIsBlamedForTheSleepOfTheMachine() {
    core.now = core.now.plus(Duration.ofMinutes(10));
    core.apply(new Input.Awoke()).apply(new Input.Tick());
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
    core.pass(Duration.ofSeconds(31));
    assertThat(core.said(Effect.RevokeClaim.class)).hasSize(2);
  }

  @Test
  void aMergeOfAFailedTaskRevivesWhatWasSkipped() {
    TestingCore other =
        new TestingCore(9)
            .accept(
                TestingCore.plan(
                    OnFailure.CONTINUE,
                    task("a").files("a").build(),
                    task("b").files("b").needs("a").build()));
    AttemptRef first = other.attempt("a");
    other.failed("a", FailureKind.EXIT);
    assertThat(other.state("b")).isEqualTo(TaskState.SKIPPED);
    other.completed(first);

    assertThat(other.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(other.state("b")).isEqualTo(TaskState.QUEUED);
  }

  private void lose(java.time.Instant before) {
    core.apply(new Input.WorkerLost(new Silenced(TestingCore.WORKER, Set.of(), before)));
  }
}
