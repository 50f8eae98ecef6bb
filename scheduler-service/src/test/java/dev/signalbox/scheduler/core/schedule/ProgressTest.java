package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What attempts tell while they run (S2-25), what they give, what they cost, and lack of room. */
class ProgressTest {

  private final Map<Object, Object> stored = new LinkedHashMap<>();
  private TestingCore core = new TestingCore(4);

  @Test
  void progressIsToldOfTheCurrentAttemptOnly() {
    core.accept(task("a").retry(1, Duration.ofSeconds(1)).build());
    core.claimed("a").started("a");
    var first = core.attempt("a");
    told("a", 3, null);

    assertThat(core.said(Effect.TaskProgressed.class))
        .singleElement()
        .satisfies(said -> assertThat(said.progress().step()).isEqualTo(3));

    core.failed("a", FailureKind.EXIT).pass(Duration.ofMinutes(5));
    assertThat(core.attempt("a")).isNotEqualTo(first);
    core.happened(progressed(first, 4, null));
    assertThat(core.said(Effect.TaskProgressed.class)).hasSize(1);
  }

  @Test
  void theWarningBeforeATimeoutStaysWithWhatFollows() {
    core.accept(task("a").build());
    core.claimed("a").started("a");
    Instant end = core.now.plusSeconds(60);
    core.happened(
        new TaskEvent.NearsTimeout(
            UUID.randomUUID(), core.now, REPOSITORY, core.attempt("a"), TestingCore.WORKER, end));
    told("a", 2, null);

    assertThat(core.said(Effect.TaskProgressed.class))
        .extracting(Effect.TaskProgressed::timeoutAt)
        .containsExactly(end, end);
  }

  @Test
  void dependentsAreGivenTheOutputsAlsoAfterATakeover() {
    core.accept(task("a").build(), task("b").needs("a").retry(1, Duration.ofSeconds(1)).build());
    core.claimed("a").started("a");
    core.happened(
        new TaskEvent.Completed(
            UUID.randomUUID(),
            core.now,
            REPOSITORY,
            core.attempt("a"),
            TestingCore.WORKER,
            "c1",
            Map.of("port", "8080")));

    assertThat(given("b")).isEqualTo(Map.of(new TaskKey("a"), Map.of("port", "8080")));

    restart();
    core.failed("b", FailureKind.EXIT).pass(Duration.ofMinutes(5));
    assertThat(given("b")).isEqualTo(Map.of(new TaskKey("a"), Map.of("port", "8080")));
  }

  @Test
  void whatAllAttemptsCostIsAddedOnceAndEndsThePlansStarts() {
    core.accept(
        plan(
            "1.00 USD",
            task("a").retry(1, Duration.ofSeconds(1)).build(),
            task("b").needs("a").build()));
    core.claimed("a").started("a");
    told("a", 1, "0.40");
    told("a", 2, "0.60");
    core.failed("a", FailureKind.EXIT).pass(Duration.ofMinutes(5));
    core.claimed("a").started("a");
    told("a", 1, "0.39");
    assertThat(costs()).containsExactly(cost("0.99"));
    restart();
    told("a", 2, "0.40");
    assertThat(costs()).containsExactly(cost("1.00"));
    core.completed("a");

    assertThat(core.state("b")).isEqualTo(TaskState.READY);
    assertThat(core.reason("b")).isEqualTo(new WaitReason.CostReached(cost("1.00"), cost("1")));
    assertThat(core.reason("b").sentence())
        .isEqualTo("the plan has cost 1.00 USD of at most 1.00 USD");
  }

  @Test
  void lackOfRoomIsWaitedForAndSaid() {
    core.accept(task("a").build());
    var first = core.attempt("a");
    core.claimed("a");
    core.happened(
        new TaskEvent.NoRoom(
            UUID.randomUUID(), core.now, REPOSITORY, first, TestingCore.WORKER, 5000, 700));

    assertThat(core.state("a")).isEqualTo(TaskState.READY);
    assertThat(core.reason("a").sentence()).contains("5000 bytes are required, 700 available");
    restart();
    assertThat(core.reason("a")).isInstanceOf(WaitReason.NoRoom.class);

    core.pass(Duration.ofMinutes(5));
    assertThat(core.attempt("a")).isNotEqualTo(first);
  }

  private List<Cost> costs() {
    return core.said(Effect.TaskProgressed.class).getLast().costs();
  }

  private Map<TaskKey, Map<String, String>> given(String key) {
    return core.said(Effect.Publish.class).stream()
        .filter(publish -> publish.attempt().equals(core.attempt(key)))
        .toList()
        .getLast()
        .outputs();
  }

  private void told(String key, int step, @Nullable String cost) {
    core.happened(progressed(core.attempt(key), step, cost));
  }

  private TaskEvent progressed(AttemptRef attempt, int step, @Nullable String cost) {
    Progress progress = new Progress(step, 7, "", cost == null ? null : cost(cost));
    return new TaskEvent.Progressed(
        UUID.randomUUID(), core.now, REPOSITORY, attempt, TestingCore.WORKER, progress);
  }

  private static Cost cost(String amount) {
    return new Cost(new BigDecimal(amount), "USD");
  }

  private static Plan plan(String maxCost, TaskSpec... tasks) {
    return TestingPlans.plan(
        OnFailure.CONTINUE, new Limits(5, 85, 85, true, true, maxCost), List.of(tasks));
  }

  private void restart() {
    TestingCore before = core;
    core = new TestingCore(Policies.DEFAULTS, Fleet.of(4));
    core.now = before.now;
    core.newest.putAll(before.newest);
    core.skipTokens(100);
    core.note(core.core.restore(saved(before), core.now));
    core.decide();
  }

  /** The newest row of each, as a database would have them. */
  private Saved saved(TestingCore of) {
    Changed changed = of.core.takeChanges();
    changed.plans().forEach(plan -> stored.put(plan.setup().id(), plan));
    changed.tasks().forEach(task -> stored.put(task.id(), task));
    changed.attempts().forEach(attempt -> stored.put(attempt.ref(), attempt));
    return new Saved(
        rows(SavedPlan.class).getFirst(),
        rows(SavedTask.class),
        rows(SavedAttempt.class).stream().filter(attempt -> !attempt.over()).toList());
  }

  private <T> List<T> rows(Class<T> kind) {
    return stored.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
