package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S4-12, C30: a plan leaves memory two seconds after its end, never earlier")
class DisposalTest {
  private static final Duration DISPOSAL = Policies.DEFAULTS.memory().disposal();

  private final TestingCore core = new TestingCore(9);

  @Test
  void aPlanGoesTwoSecondsAfterItsEnd() {
    core.accept(task("a").files("a").build()).completed("a");
    core.pass(DISPOSAL.minusMillis(1));
    assertThat(core.core.hasPlan(PLAN_ID)).isTrue();
    core.pass(Duration.ofMillis(1));
    assertThat(core.core.hasPlan(PLAN_ID)).isFalse();
    assertThat(core.core.takeChanges().plans()).as("its end is still saved").hasSize(1);
  }

  @Test
  void anAttemptThatIsNotOverKeepsItsPlan() {
    core.accept(task("a").files("a").build());
    AttemptRef zombie = core.attempt("a");
    core.pass(Duration.ofSeconds(31));
    core.closed(zombie, ClosedBy.REVOKE);
    AttemptRef second = core.attempt("a");
    core.completed(zombie);
    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    core.pass(Duration.ofSeconds(10));
    assertThat(core.core.hasPlan(PLAN_ID)).as("the second attempt is out").isTrue();
    core.closed(second, ClosedBy.REVOKE).pass(DISPOSAL);
    assertThat(core.core.hasPlan(PLAN_ID)).isFalse();
  }

  @Test
  void aRetryInTimeKeepsItsPlan() {
    core.accept(task("a").files("a").build()).failed("a", FailureKind.EXIT);
    core.pass(Duration.ofSeconds(1)).command(retry()).pass(Duration.ofSeconds(5));
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
  }

  @Test
  @DisplayName("interleaving 4: a merge that is told of days later completes a plan not in memory")
  void whatIsStoredBringsItBack() {
    StoredCore stored = new StoredCore(Policies.DEFAULTS, Fleet.of(9));
    var plan = TestingCore.plan(OnFailure.CONTINUE, task("a").files("a").build());
    stored.apply(new Input.Accept(TestingCore.setup(PLAN_ID, plan), ""), TestingClock.START);
    var published = stored.decide(TestingClock.START, () -> new FencingToken(1));
    AttemptRef attempt = ((Effect.Publish) published.getLast()).attempt();
    stored.apply(new Input.Happened(failed(attempt)), TestingClock.START);
    var later = TestingClock.START.plus(Duration.ofDays(3));
    stored.apply(new Input.Tick(), later);
    assertThat(stored.core.hasPlan(PLAN_ID)).isFalse();

    stored.apply(new Input.Happened(completed(attempt)), later);

    assertThat(stored.saved(PLAN_ID).tasks())
        .extracting(SavedTask::state)
        .containsExactly(TaskState.COMPLETED);
    stored.apply(new Input.Tick(), later.plus(DISPOSAL));
    assertThat(stored.core.hasPlan(PLAN_ID)).isFalse();
  }

  @Test
  @DisplayName("S4-17: after ten thousand plans nothing of them is left")
  void nothingIsLeftOfTenThousandPlans() {
    core.effects.clear();
    for (int number = 0; number < 10_000; number++) {
      PlanId id = TestingCore.planId(number);
      core.accept(
          id, TestingCore.plan(OnFailure.CONTINUE, task("a").files("f" + number % 7).build()));
      core.completed(core.attempt(new TaskId(id, new TaskKey("a"))));
      core.effects.clear();
      core.newest.clear();
      core.core.takeChanges();
      core.now = core.now.plusMillis(10);
    }
    core.pass(DISPOSAL);

    Ledger ledger = core.core.ledger();
    assertThat(ledger.plans).isEmpty();
    assertThat(ledger.attempts).isEmpty();
    assertThat(ledger.byWorker).isEmpty();
    assertThat(ledger.deferred).isEmpty();
    assertThat(ledger.timers.next()).isEmpty();
    assertThat(core.core.hasWaiting()).isFalse();
    assertThat(ledger.lastOrder).as("counts on").isEqualTo(10_000);
  }

  private Submission retry() {
    return new Submission.RetryTasks(
        TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, null, null, "");
  }

  private static TaskEvent completed(AttemptRef attempt) {
    return new TaskEvent.Completed(
        TestingCore.fresh(), TestingClock.START, REPOSITORY, attempt, TestingCore.WORKER, "c1");
  }

  private static TaskEvent failed(AttemptRef attempt) {
    return new TaskEvent.Failed(
        TestingCore.fresh(),
        TestingClock.START,
        REPOSITORY,
        attempt,
        TestingCore.WORKER,
        FailureKind.EXIT,
        "",
        null);
  }
}
