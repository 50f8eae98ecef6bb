package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** I3, I7: what a living worker does not have any more is tried again; what it has goes on. */
class HeardTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration BEAT = Duration.ofSeconds(5);

  private final TestingCore core = new TestingCore(9).accept(task("a").files("a").build());
  private final AttemptRef attempt = core.attempt("a");

  @Test
  @DisplayName("I3: an attempt that its worker does not name for a whole lease is replaced")
  void whatIsNotNamedForALeaseIsLost() {
    core.claimed("a").started("a").pass(LEASE.plusSeconds(1));
    heard(Set.of());
    core.pass(LEASE.minusMillis(1));
    heard(Set.of());
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
    core.pass(Duration.ofMillis(1));
    heard(Set.of());

    assertThat(core.said(Effect.RevokeClaim.class))
        .containsExactly(new Effect.RevokeClaim(attempt));
    core.apply(new Input.Revoked(attempt));
    assertThat(core.state("a")).isEqualTo(TaskState.QUEUED);
    assertThat(core.attempt("a").number()).isEqualTo(2);
  }

  @Test
  @DisplayName("I7: an attempt that was just claimed is not missed yet")
  void aYoungClaimIsNotMissed() {
    core.claimed("a");
    for (int beat = 0; beat < 12; beat++) {
      heard(Set.of());
      core.pass(BEAT);
    }
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
    assertThat(core.state("a")).isEqualTo(TaskState.CLAIMED);
  }

  @Test
  @DisplayName("I7: whatever is named in between begins the lease anew")
  void whatIsNamedIsThere() {
    core.claimed("a").started("a");
    for (int beat = 0; beat < 40; beat++) {
      core.pass(BEAT);
      heard(beat % 3 == 0 ? Set.of(attempt) : Set.of());
    }
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
  }

  @Test
  @DisplayName("I7: time in which nobody was heard proves nothing")
  void sleepProvesNothing() {
    core.claimed("a").pass(LEASE.plusSeconds(1));
    heard(Set.of());
    core.pass(Duration.ofMinutes(10)).apply(new Input.Awoke());
    heard(Set.of());
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
  }

  @Test
  @DisplayName("I6: its outcome, read before the lease is over, is what counts")
  void anOutcomeInTimeCounts() {
    core.claimed("a").pass(LEASE.plusSeconds(1));
    heard(Set.of());
    core.completed("a");
    assertThat(core.state("a")).isEqualTo(TaskState.COMPLETED);
    core.pass(LEASE.multipliedBy(2));
    heard(Set.of());
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
  }

  @Test
  void anotherWorkerSaysNothingAboutIt() {
    core.claimed("a").pass(LEASE.plusSeconds(1));
    for (int beat = 0; beat < 12; beat++) {
      core.apply(new Input.Heard(new WorkerId("w2"), Set.of(), LEASE, core.now)).pass(BEAT);
    }
    assertThat(core.said(Effect.RevokeClaim.class)).isEmpty();
  }

  @Test
  @DisplayName("I7: an attempt that is being stopped anyway is left to that")
  void whatEndsAnywayIsLeftAlone() {
    core.claimed("a").pass(LEASE.plusSeconds(1));
    core.core.ledger().attempts.values().forEach(open -> open.closing = Closing.CANCELLED);
    heard(Set.of());
    core.pass(LEASE);
    heard(Set.of());
    assertThat(List.copyOf(core.core.ledger().attempts.values()))
        .allSatisfy(open -> assertThat(open.missedFrom).isNull());
  }

  private void heard(Set<AttemptRef> running) {
    core.apply(new Input.Heard(TestingCore.WORKER, running, LEASE, core.now));
  }
}
