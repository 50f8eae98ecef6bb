package dev.signalbox.scheduler.core.outgoing;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.attempt;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.fleet.Lane;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private static final TaskSpec GPU = task("a").skills("gpu").files("a").build();
  private static final PlanSetup SETUP =
      new PlanSetup(
          PLAN_ID,
          TestingPlans.plan(GPU),
          "/r",
          "main",
          "signalbox/test",
          "ba5e",
          "me",
          TestingClock.START);

  private final AtomicLong sequence = new AtomicLong();
  private final Announcements announcements =
      new Announcements(
          REPOSITORY, sequence::incrementAndGet, () -> TestingPlans.MESSAGE_ID, TestingClock.START);

  @Test
  void changesAreCountedPerRepositoryAndKeyedByIt() {
    Draft accepted = said(new Effect.PlanAccepted(SETUP, "text", Map.of(new TaskKey("a"), 0)));
    Draft moved = said(new Effect.PlanMoved(PLAN_ID, PlanState.PAUSED, "lunch"));
    Draft task =
        said(
            new Effect.TaskMoved(
                attempt("a", 1).task(),
                TaskState.READY,
                TaskState.QUEUED,
                0,
                attempt("a", 1),
                null,
                null,
                null,
                ""));

    assertThat(accepted.topic()).isEqualTo(Topics.CHANGES);
    assertThat(accepted.key()).isEqualTo(REPOSITORY.value());
    assertThat(((PlanChange) accepted.message()).sequence()).isEqualTo(1);
    assertThat(((PlanChange) moved.message()).sequence()).isEqualTo(2);
    assertThat(((PlanChange.TaskChanged) task.message()).attempt()).isEqualTo(attempt("a", 1));
    assertThat(((PlanChange.Accepted) accepted.message()).mergeBranch())
        .isEqualTo("signalbox/test");
  }

  @Test
  void anAttemptGoesToItsLane() {
    Draft draft =
        said(
            new Effect.Publish(
                attempt("a", 7), Lane.of(GPU), SETUP, GPU, GPU.declared(), Duration.ofMinutes(60)));
    assertThat(draft.topic()).isEqualTo("signalbox.tasks.gpu");
    assertThat(draft.key()).isEqualTo(PLAN_ID + "/a");
    assertThat(((Assignment) draft.message()).attempt()).isEqualTo(attempt("a", 7));
  }

  @Test
  void aStopGoesToAllWorkers() {
    Draft draft = said(new Effect.StopAttempt(attempt("a", 7), "enough"));
    assertThat(draft.topic()).isEqualTo(Topics.CONTROLS);
    assertThat(((Control.Stop) draft.message()).reason()).isEqualTo("enough");
  }

  @Test
  void whatConcernsNobodyElseIsNotSaid() {
    assertThat(announcements.of(new Effect.RevokeClaim(attempt("a", 1)))).isEmpty();
    assertThat(announcements.of(new Effect.Ignored(Effect.Ignored.Why.LATE, "x"))).isEmpty();
    assertThat(announcements.of(new Effect.Refused(PLAN_ID, "E050", "no"))).isEmpty();
    assertThat(sequence).hasValue(0);
  }

  private Draft said(Effect effect) {
    Optional<Draft> draft = announcements.of(effect);
    return draft.orElseThrow();
  }
}
