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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
          REPOSITORY,
          sequence::incrementAndGet,
          () -> TestingPlans.MESSAGE_ID,
          TestingClock.START,
          2);

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

  /** S0-55: no record grows with the plan. */
  @Test
  void aLongPlanIsSaidInPortions() {
    List<TaskSpec> tasks =
        Stream.of("a", "b", "c", "d", "e").map(key -> TestingPlans.task(key).build()).toList();
    PlanSetup setup =
        new PlanSetup(
            PLAN_ID,
            SETUP.content().withTasks(tasks),
            "/r",
            "main",
            "main",
            "ba5e",
            "me",
            TestingClock.START);
    Map<TaskKey, Integer> waves = Map.of(new TaskKey("a"), 0, new TaskKey("e"), 4);

    List<PlanChange> said =
        announcements.of(new Effect.PlanAccepted(setup, "x".repeat(300_000), waves)).stream()
            .map(draft -> (PlanChange) draft.message())
            .toList();

    assertThat(said).extracting(PlanChange::sequence).containsExactly(1L, 2L, 3L);
    PlanChange.Accepted first = (PlanChange.Accepted) said.getFirst();
    assertThat(first.content().tasks()).isEqualTo(tasks.subList(0, 2));
    assertThat(first.waves()).containsOnlyKeys(new TaskKey("a"));
    assertThat(first.document()).isEmpty();
    PlanChange.TasksAdded last = (PlanChange.TasksAdded) said.getLast();
    assertThat(last.from()).isEqualTo(4);
    assertThat(last.tasks()).isEqualTo(tasks.subList(4, 5));
    assertThat(last.waves()).isEqualTo(Map.of(new TaskKey("e"), 4));
  }

  @Test
  void anAttemptGoesToItsLane() {
    Draft draft =
        said(
            new Effect.Publish(
                attempt("a", 7),
                Lane.of(GPU),
                SETUP,
                GPU,
                GPU.declared(),
                null,
                Duration.ofMinutes(60),
                Map.of(),
                null));
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
    assertThat(announcements.of(new Effect.Refused(PLAN_ID, List.of()))).isEmpty();
    assertThat(sequence).hasValue(0);
  }

  private Draft said(Effect effect) {
    List<Draft> drafts = announcements.of(effect);
    assertThat(drafts).hasSize(1);
    return drafts.getFirst();
  }
}
