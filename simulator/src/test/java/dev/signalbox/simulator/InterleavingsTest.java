package dev.signalbox.simulator;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Schedules that once looked dangerous, by their numbers. Shown elsewhere, since they are about a
 * server itself: 6 and 7 (checked-out branches, lock files of git) in the worker-service, 8 and 16
 * (partitions and recreated topics of Kafka) in the scheduler-service, 13 (replicas) in the
 * lock-service.
 */
class InterleavingsTest {
  private static final Duration VERY_LONG = Duration.ofHours(2);
  private static final TaskSpec A = task("a").files("path").build();
  private static final TaskSpec B = task("b").files("path").build();
  private static final TaskSpec AFTER_A = task("b").needs("a").files("other").build();

  private final Scripted script = new Scripted();

  @Test
  void n1aHolderWakesAfterItsPathWasGivenToAnother() {
    script.pause(Point.RUN, "a", VERY_LONG);
    Stage stage = new Stage(script).plan(A, B);
    stage.finish();
    assertThat(stage.merges("a")).containsExactly(2);
    assertThat(stage.merges("b")).hasSize(1);
  }

  @Test
  void n1bAHolderPausesBetweenItsGrantAndItsRef() {
    script.pause(Point.GRANTED, "a", VERY_LONG);
    Stage stage = new Stage(script).plan(A, B);
    stage.finish();
    assertThat(stage.merges("a")).containsExactly(2);
    assertThat(script.runs("a")).isEqualTo(1);
  }

  @Test
  void n2aStaleTokenThatReadNoRefWritesItsRefLate() {
    script.pause(Point.REFS_READ, "a", VERY_LONG);
    Stage stage = new Stage(script).plan(A, B);
    stage.finish();
    assertThat(stage.merges("a")).containsExactly(2);
    assertThat(script.runs("a")).isEqualTo(1);
  }

  @Test
  void n3aSecondDeliveryOfAFailedAttemptIsNotRun() {
    script.failing("a").repeating();
    Stage stage = new Stage(script).plan(A);
    stage.finish();
    assertThat(stage.state("a")).isEqualTo(TaskState.FAILED);
    assertThat(script.runs("a")).isEqualTo(1);
  }

  @Test
  void n4aMergeIsHeardOfAfterItsTaskWasCancelled() {
    Stage stage = new Stage(script);
    script.when(
        Point.MERGED,
        "a",
        () -> {
          stage.cancel("a");
          return new Strike.Pause(VERY_LONG);
        });
    stage.plan(A, AFTER_A);
    stage.until("b is skipped", () -> stage.state("b") == TaskState.SKIPPED);
    assertThat(stage.state("a")).isEqualTo(TaskState.CANCELLED);
    stage.until("b is merged", () -> stage.state("b") == TaskState.COMPLETED);
    stage.finish();
    assertThat(stage.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(stage.merges("a")).containsExactly(1);
  }

  @Test
  void n5aWorkerDiesBetweenItsClaimAndItsAcknowledgement() {
    script.death(Point.GRANTED, "a").death(Point.ANNOUNCED, "b");
    Stage stage = new Stage(script).plan(A, AFTER_A);
    stage.finish();
    assertThat(stage.merges("a")).hasSize(1);
    assertThat(stage.merges("b")).hasSize(1);
  }

  @Test
  void n9aSchedulerFailsToCommitAndAnotherSendsOldRowsLate() {
    Stage stage = new Stage(script);
    script.meanwhile(Point.CONFIRMED, "a", () -> script.nextCommit(CommitFate.FAILED));
    script.meanwhile(Point.COMMITTED, "a", () -> script.nextCommit(CommitFate.UNKNOWN));
    script.meanwhile(
        Point.RELEASED, "a", () -> script.nextSending(new Strike.Pause(Duration.ofMinutes(5))));
    stage.plan(A, AFTER_A);
    stage.finish();
    assertThat(stage.merges("a")).containsExactly(1);
    assertThat(stage.merges("b")).hasSize(1);
  }

  @Test
  void n10TheSuccessorOfAMergedAttemptRunsNothing() {
    script.death(Point.MERGED, "a");
    Stage stage = new Stage(script).plan(A, AFTER_A);
    stage.finish();
    assertThat(stage.merges("a")).containsExactly(1);
    assertThat(script.runs("a")).isEqualTo(1);
  }

  @Test
  void n10bTheSameNamesInAnotherPlanRunAgain() {
    Stage stage = new Stage(script).plan(A);
    stage.finish();
    stage.plan(A);
    stage.finish();
    assertThat(stage.merges("a")).hasSize(2);
  }

  @Test
  void n11WhatLiesInASlotIsKeptBeforeTheSlotIsUsedAgain() {
    script.death(Point.COMMITTED, "a").pause(Point.MERGING, "b", VERY_LONG);
    Stage stage = new Stage(script).plan(A, B);
    stage.finish();
    assertThat(stage.world.repository.unreachable()).isEmpty();
  }

  @Test
  void n12AnotherClaimsWhatAStillHoldsAfterRedisLostIt() {
    Stage stage = new Stage(script);
    script.meanwhile(Point.ACKNOWLEDGED, "a", stage.world.locks::lose);
    stage.plan(A, B);
    stage.finish();
    assertThat(stage.merges("a")).hasSize(1);
    assertThat(stage.merges("b")).hasSize(1);
  }

  @Test
  void n14TheWholeMachineSleepsAndNobodyIsTakenForDead() {
    Stage stage = new Stage(script);
    Duration sleep = Duration.ofMinutes(5);
    script.meanwhile(
        Point.ACKNOWLEDGED,
        "a",
        () -> {
          stage.world.scheduler().pause(sleep);
          stage.world.workers.forEach(worker -> worker.pause(sleep, true));
        });
    stage.plan(A);
    stage.finish();
    assertThat(stage.merges("a")).containsExactly(1);
  }

  @Test
  void n14bAHolderWhoseClockJumpedStopsBeforeItMerges() {
    Stage stage = new Stage(script);
    script.meanwhile(
        Point.COMMITTED,
        "a",
        () -> stage.world.workers.forEach(worker -> worker.setClock(Duration.ofMinutes(9))));
    stage.plan(A);
    stage.finish();
    assertThat(stage.merges("a")).containsExactly(2);
  }

  @Test
  void n15OneRecordInTwoSlotsIsRunOnce() {
    script.repeating();
    Stage stage = new Stage(script).plan(A, AFTER_A);
    stage.finish();
    assertThat(script.runs("a")).isEqualTo(1);
    assertThat(script.runs("b")).isEqualTo(1);
  }

  @Test
  void n17aCancelRacesWithTheMerge() {
    Stage stage = new Stage(script);
    script.meanwhile(Point.MERGING, "a", () -> stage.cancel("a"));
    stage.plan(A, AFTER_A);
    stage.finish();
    assertThat(stage.state("a")).isEqualTo(TaskState.COMPLETED);
    assertThat(stage.state("b")).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void n17bAClaimIsForcedOpenDuringVerify() {
    Stage stage = new Stage(script);
    script.meanwhile(
        Point.REBASED,
        "a",
        () -> {
          var held = stage.world.locks.claims().getFirst().attempt();
          stage.world.locks.revoke(
              new ClaimHandle(World.REPOSITORY, held, new UUID(0, 0), Duration.ZERO));
        });
    stage.plan(A, B);
    stage.finish();
    assertThat(stage.merges("a")).hasSize(1);
    assertThat(stage.merges("b")).hasSize(1);
  }

  @Test
  void n18aPausedSchedulerResumesAfterAnotherTookOver() {
    Stage stage = new Stage(script);
    script.meanwhile(
        Point.RUN,
        "a",
        () -> {
          stage.world.scheduler().pause(Duration.ofMinutes(4));
          stage.world.timeline.after(Duration.ofSeconds(10), stage.world::takeOver);
        });
    stage.plan(A, AFTER_A);
    stage.finish();
    assertThat(stage.merges("a")).containsExactly(1);
    assertThat(stage.merges("b")).containsExactly(1);
  }
}
