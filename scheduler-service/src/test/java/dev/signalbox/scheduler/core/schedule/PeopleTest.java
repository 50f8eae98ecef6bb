package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WithPerson;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.WorkerKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S2-12, S2-14, S2-25, S2-30, C28: tasks that people do, and what people may say of them. */
class PeopleTest extends TestingPeople {
  @Test
  @DisplayName("C28: it waits for a person, with the command; nothing is published")
  void itWaitsForAPerson() {
    core.accept(human("a", "x"));

    assertThat(core.state("a")).isEqualTo(TaskState.NEEDS_HUMAN);
    assertThat(core.reason("a").sentence())
        .isEqualTo("waits for a person: signalbox task claim test/a");
    assertThat(core.published()).isEmpty();
  }

  @Test
  @DisplayName("S2-14: a claim is an attempt like others, but takes no slot and no cap")
  void aClaimIsAnAttemptWithoutASlot() {
    core.accept(
        human("a", "x"), task("b").files("y").build(), task("c").files("x").needs("b").build());
    claim("a", ANN);

    assertThat(core.published()).containsExactly("b", "a");
    assertThat(core.said(Effect.Publish.class).getLast().person()).isEqualTo(ANN);
    assertThat(core.fleet.out()).isEqualTo(1);
    core.completed("b");
    assertThat(core.waitsFor("c")).isEqualTo("x of a");
  }

  @Test
  @DisplayName("S2-14: a claim of files that are taken is refused with path and holder")
  void takenFilesAreRefused() {
    core.accept(task("b").files("x").build(), human("a", "x"));
    claim("a", ANN);

    assertThat(refusal().code()).isEqualTo("E064-claimed");
    assertThat(refusal().reasons().getFirst().message())
        .isEqualTo("x is held by b, which a writes or reads");
    assertThat(core.state("a")).isEqualTo(TaskState.NEEDS_HUMAN);
  }

  @Test
  @DisplayName("S2-14: who says their skills gets no task that needs others; others are not asked")
  void skillsThatAreSaidAreCompared() {
    core.accept(
        task("a").files("x").worker(WorkerKind.HUMAN).skills("db", "java").build(),
        task("b").files("y").worker(WorkerKind.HUMAN).skills("db").build());
    claim("a", ANN, "java", "go");

    assertThat(refusal().code()).isEqualTo("E063-not-claimable");
    assertThat(refusal().reasons().getFirst().message())
        .isEqualTo("a needs db, which is not among the skills of Ann");
    assertThat(core.state("a")).isEqualTo(TaskState.NEEDS_HUMAN);
    claim("a", ANN, "db", "java", "go");
    claim("b", BOB);
    assertThat(core.published()).containsExactly("a", "b");
  }

  @Test
  @DisplayName("S2-14: what somebody has nobody else gets; asking again renews")
  void oneAtATime() {
    core.accept(human("a", "x"));
    claim("a", ANN);
    core.now = core.now.plus(Duration.ofHours(20));
    claim("a", ANN);
    claim("a", BOB);

    assertThat(refusal().code()).isEqualTo("E064-claimed");
    core.pass(Duration.ofHours(23));
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
  }

  @Test
  @DisplayName("S2-25: progress shows with who works on it, where and until when")
  void progressIsKept() {
    atWork("a");
    core.command(
        new Submission.ReportTask(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, key("a"), 3, 5, "tests left"));

    assertThat(core.reason("a"))
        .isInstanceOfSatisfying(
            WithPerson.class,
            with -> {
              assertThat(with.person()).isEqualTo(ANN);
              assertThat(with.worktree()).isEqualTo("/people/a");
              assertThat(with.step()).isEqualTo(3);
              assertThat(with.note()).isEqualTo("tests left");
              assertThat(with.until()).isEqualTo(core.now.plus(Duration.ofHours(24)));
            });
    assertThat(core.said(Effect.TaskProgressed.class).getLast().progress())
        .isEqualTo(new Progress(3, 5, "tests left", null));
  }

  @Test
  void progressBeyondTheEndIsRefused() {
    atWork("a");
    core.command(
        new Submission.ReportTask(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, key("a"), 6, 5, ""));
    assertThat(refusal().code()).isEqualTo("E017-out-of-range");
  }

  @Test
  @DisplayName("S2-14: handed in, it is verified, and comes back when it cannot be merged")
  void whatCannotBeMergedComesBack() {
    atWork("a");
    handIn("a");
    assertThat(core.said(Effect.HandIn.class)).containsExactly(new Effect.HandIn(attempt("a")));
    core.verifying("a");
    withPerson("a", "verify failed");

    assertThat(core.state("a")).isEqualTo(TaskState.RUNNING);
    assertThat(core.reason("a").sentence()).startsWith("Ann works on it");
    handIn("a");
    assertThat(core.said(Effect.HandIn.class)).hasSize(2);
    core.verifying("a").merging("a").completed("a");
    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void aGivenBackTaskWaitsForTheNext() {
    atWork("a");
    core.command(
        new Submission.ReleaseTask(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, key("a"), "holidays"));
    core.stopped("a");
    assertThat(core.reason("a").sentence())
        .isEqualTo("given back by Ann: holidays: signalbox task claim test/a");
  }

  @Test
  @DisplayName("S2-14: who gives up fails the task, and what needs it is skipped")
  void givenUpIsFailed() {
    core.accept(human("a", "x"), task("b").needs("a").build());
    claim("a", ANN);
    core.claimed("a");
    withPerson("a", "");
    core.command(
        new Submission.FailTask(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, key("a"), "no access"));
    core.closed(attempt("a"), ClosedBy.REVOKE);

    assertThat(core.reason("a").sentence()).isEqualTo("given up by Ann: no access");
    assertThat(core.state("b")).isEqualTo(TaskState.SKIPPED);
    claim("a", BOB);
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    assertThat(core.state("b")).isEqualTo(TaskState.PENDING);
  }

  @Test
  @DisplayName("S2-30, C21: a person may take what waits in line, and what failed on its worker")
  void othersTasksMayBeTaken() {
    core.accept(task("a").files("x").build(), task("b").files("y").build());
    claim("a", ANN);
    assertThat(refusal().code()).isEqualTo("E063-not-claimable");
    claim("b", ANN);
    assertThat(core.published()).containsExactly("a", "b");
    core.claimed("b");
    core.failed("b", FailureKind.REPOSITORY);
    assertThat(core.state("b")).isEqualTo(TaskState.NEEDS_HUMAN);
  }

  @Test
  void nothingIsClaimedOfAPausedPlanAndNothingIsDoneWithoutAClaim() {
    core.accept(human("a", "x"));
    handIn("a");
    assertThat(refusal().code()).isEqualTo("E065-not-claimed");
    core.command(new Submission.PausePlan(TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, ""));
    claim("a", ANN);
    assertThat(refusal().code()).isEqualTo("E063-not-claimable");
    claim("nothing", ANN);
    assertThat(refusal().code()).isEqualTo("E051-unknown-task");
  }
}
