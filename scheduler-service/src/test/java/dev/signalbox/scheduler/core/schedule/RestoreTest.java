package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I7: what was saved is taken up where it was")
class RestoreTest {
  private final TestingCore before = new TestingCore(3);
  private final Map<Object, Object> stored = new LinkedHashMap<>();

  @Test
  void attemptsThatAreOutKeepTheirPathsAndTheirSlots() {
    before.accept(task("a").files("x").build(), task("b").files("x").build());
    before.claimed("a");
    TestingCore after = restarted();

    assertThat(after.fleet.out()).isEqualTo(1);
    assertThat(after.state("a")).isEqualTo(TaskState.CLAIMED);
    assertThat(after.reason("b")).isInstanceOf(WaitReason.PathHeld.class);
    after.completed("a");
    assertThat(after.published()).containsExactly("b");
    after.core.abandon();
    assertThat(after.fleet.out()).isZero();
  }

  @Test
  void needsThatWereMergedStayMerged() {
    before.accept(
        task("a").files("a").build(),
        task("b").files("b").build(),
        task("c").files("c").needs("a", "b").build());
    before.completed("a");
    TestingCore after = restarted();
    after.completed("b");
    assertThat(after.published()).containsExactly("c");
  }

  @Test
  void backoffsAndDeferralsGoOn() {
    before.accept(
        task("a").files("a").retry(1, Duration.ofSeconds(10)).build(),
        task("b").files("b").build(),
        task("c").files("c").build());
    before.failed("a", FailureKind.EXIT).deferred("b", "b", TestingCore.id("c"));
    TestingCore after = restarted();

    assertThat(after.state("a")).isEqualTo(TaskState.RETRY_WAIT);
    assertThat(after.reason("b")).isInstanceOf(WaitReason.PathHeld.class);
    after.pass(Duration.ofSeconds(13));
    assertThat(after.published()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void revocationsThatWereNotAnsweredAreAskedAgain() {
    before.accept(task("a").files("a").build());
    before.pass(Duration.ofSeconds(31));
    TestingCore after = restarted();

    assertThat(after.said(Effect.RevokeClaim.class)).hasSize(1);
    after.closed(after.attempt("a"), ClosedBy.REVOKE);
    assertThat(after.attempt("a").number()).isEqualTo(2);
  }

  @Test
  void attemptsThatNobodyTookGetTheirTimeAgain() {
    before.accept(task("a").files("a").build());
    before.now = before.now.plusSeconds(29);
    TestingCore after = restarted();
    after.pass(Duration.ofSeconds(29));
    assertThat(after.said(Effect.RevokeClaim.class)).isEmpty();
    after.pass(Duration.ofSeconds(2));
    assertThat(after.said(Effect.RevokeClaim.class)).hasSize(1);
  }

  @Test
  void aPlanThatStoppedStaysStopped() {
    before.accept(
        TestingCore.plan(
            OnFailure.STOP_ALL, task("a").files("a").build(), task("b").files("b").build()));
    before.failed("a", FailureKind.EXIT);
    TestingCore after = restarted();
    after.stopped("b");
    assertThat(after.state("b")).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  void aTaskThatThePlanDoesNotHaveIsNoPlan() {
    before.accept(task("a").files("a").build());
    Saved saved = saved();
    List<SavedTask> tasks = new ArrayList<>();
    tasks.add(ghost(saved.tasks().getFirst()));
    TestingCore after = new TestingCore(1);
    assertThatThrownBy(
            () -> after.core.restore(new Saved(saved.plan(), tasks, List.of()), after.now))
        .hasMessageContaining("ghost");
  }

  private static SavedTask ghost(SavedTask task) {
    return new SavedTask(
        TestingCore.id("ghost"),
        task.state(),
        0,
        0,
        0,
        0,
        null,
        false,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "",
        null,
        Map.of(),
        null,
        null);
  }

  private TestingCore restarted() {
    Saved saved = saved();
    TestingCore after = new TestingCore(Policies.DEFAULTS, Fleet.of(3));
    after.now = before.now;
    after.newest.putAll(before.newest);
    after.skipTokens(100);
    after.note(after.core.restore(saved, after.now));
    return after.decide();
  }

  /** The newest row of each, as a database would have them. */
  private Saved saved() {
    Changed changed = before.core.takeChanges();
    changed.plans().forEach(plan -> stored.put(plan.setup().id(), plan));
    changed.tasks().forEach(task -> stored.put(task.id(), task));
    changed.attempts().forEach(attempt -> stored.put(attempt.ref(), attempt));
    assertThat(before.core.takeChanges().isEmpty()).isTrue();
    return new Saved(
        rows(SavedPlan.class).getFirst(),
        rows(SavedTask.class),
        rows(SavedAttempt.class).stream().filter(attempt -> !attempt.over()).toList());
  }

  private <T> List<T> rows(Class<T> kind) {
    return stored.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
