package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.ConflictPolicy;
import dev.signalbox.common.testing.TestingTask;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S3-18, C13, C16: run beside others, merge after them. */
class DeferMergeTest {
  private final TestingCore core = new TestingCore(9);

  @Test
  @DisplayName("S3-18: it is published beside the holders of its paths, with what it reads only")
  void itRunsBesideOthers() {
    core.accept(
        task("a").files("x").build(),
        deferring("b").files("x").reads("docs").build(),
        deferring("c").files("x", "y").build());

    assertThat(core.published()).containsExactlyInAnyOrder("a", "b", "c");
    Effect.Publish published = publish("b");
    assertThat(published.footprint()).isEqualTo(new Footprint(List.of(), reads("docs")));
    assertThat(published.intent()).isEqualTo(Footprint.writing("x"));
    assertThat(publish("a").intent()).isNull();
  }

  @Test
  @DisplayName("C13: its intent is in nobody's way while it runs, but what it reads is")
  void anIntentIsInNobodysWay() {
    core.accept(
        deferring("b").files("x").reads("docs").build(),
        task("waits").needs("go").files("x").build(),
        task("writes-docs").files("docs/a").build(),
        task("go").files("go").build());
    core.claimed("b").started("b").completed("go");

    assertThat(core.published()).contains("waits");
    assertThat(core.reason("writes-docs")).isInstanceOf(WaitReason.PathHeld.class);
  }

  @Test
  @DisplayName("I3: once its work is done nothing new that overlaps goes before it")
  void nothingNewGoesBeforeIt() {
    core.accept(
        task("a").files("x").build(),
        deferring("b").files("x").build(),
        task("late").needs("go").files("x").build(),
        task("go").files("go").build());
    core.claimed("b").started("b").verifying("b").waiting("b", "x", "a");
    core.completed("go").completed("a");

    assertThat(core.published()).doesNotContain("late");
    assertThat(core.waitsFor("late")).isEqualTo("x of b");
    assertThat(core.merging("b").completed("b").published()).contains("late");
  }

  @Test
  void itSaysWhatItsMergeWaitsFor() {
    core.accept(task("a").files("x").build(), deferring("b").files("x").build());
    core.claimed("b").started("b").verifying("b").waiting("b", "x", "a");

    assertThat(core.state("b")).isEqualTo(TaskState.VERIFYING);
    assertThat(core.waitsFor("b")).isEqualTo("x of a");
    assertThat(core.core.waits(TestingCore.id("b").plan(), core.now).orElseThrow())
        .extracting(Waiting::task)
        .containsExactly(TestingCore.id("b"));
    core.completed("a").verifying("b");
    assertThat(core.reason("b")).isEqualTo(new WaitReason.Published(TaskState.VERIFYING));
  }

  @Test
  @DisplayName("I6: a wait that is said before the start, or after the merge began")
  void aWaitOutOfOrder() {
    core.accept(task("a").files("x").build(), deferring("b").files("x").build());
    assertThat(core.waiting("b", "x", "a").state("b")).isEqualTo(TaskState.VERIFYING);
    core.merging("b").waiting("b", "x", "a");

    assertThat(core.state("b")).isEqualTo(TaskState.MERGING);
    assertThat(core.reason("b")).isEqualTo(new WaitReason.Published(TaskState.MERGING));
    core.completed("b").waiting("b", "x", "a");
    assertThat(core.said(Effect.RevokeClaim.class)).hasSize(1);
  }

  @Test
  @DisplayName("I3: a claim that outlived its attempt is revoked, or its TTL would be waited for")
  void aForgottenClaimIsRevoked() {
    core.accept(task("a").files("x").build(), deferring("b").files("x").build());
    AttemptRef forgotten = core.attempt("a");
    core.completed("a").claimed("b").started("b").verifying("b").waiting("b", "x", "a");

    assertThat(core.said(Effect.RevokeClaim.class))
        .extracting(Effect.RevokeClaim::attempt)
        .containsExactly(forgotten);
    assertThat(core.said(Effect.DeadlockFound.class)).isEmpty();
  }

  @Test
  @DisplayName("I1: two that wait for the same path both keep others away, until both are over")
  void twoDeferredMergesOfOnePath() {
    core.accept(
        deferring("b").files("x").build(),
        deferring("c").files("x").build(),
        task("late").needs("go").files("x").build(),
        task("go").files("go").build());
    core.verifying("b").verifying("c").completed("go").completed("b");
    assertThat(core.published()).doesNotContain("late");
    core.closed(core.attempt("c"), ClosedBy.EXPIRY);
    assertThat(core.published().subList(3, core.published().size()))
        .containsExactlyInAnyOrder("late", "c");
  }

  private static TestingTask deferring(String key) {
    return task(key).conflicts(ConflictPolicy.DEFER_MERGE);
  }

  private Effect.Publish publish(String key) {
    return core.said(Effect.Publish.class).stream()
        .filter(publish -> publish.attempt().task().equals(TestingCore.id(key)))
        .findFirst()
        .orElseThrow();
  }

  private static List<PathPattern> reads(String path) {
    return Footprint.patterns(List.of(path));
  }
}
