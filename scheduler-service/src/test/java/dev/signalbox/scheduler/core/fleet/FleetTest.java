package dev.signalbox.scheduler.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Instant NOW = TestingClock.START;
  private static final Duration LEASE = Duration.ofSeconds(90);
  private static final Lane PLAIN = new Lane("default", Set.of());
  private static final Lane GPU = new Lane("gpu", Set.of("gpu"));
  private static final UUID FIRST = new UUID(1, 1);
  private static final UUID SECOND = new UUID(2, 2);

  private final Fleet fleet = new Fleet(1, LEASE);

  @Test
  void aLaneHasTheSlotsOfTheWorkersThatHaveItsSkills() {
    assertThat(fleet.limit(PLAIN)).contains(new WaitReason.NoWorker("default"));
    fleet.heard(beat("plain", FIRST, 1, NOW), NOW);
    fleet.heard(beat("able", FIRST, 1, NOW, "gpu", "java"), NOW);
    assertThat(fleet.slots()).isEqualTo(2);
    fleet.take(GPU, Priority.P2);
    assertThat(fleet.limit(GPU)).as("one of buffer").isEmpty();
    fleet.take(GPU, Priority.P2);
    assertThat(fleet.limit(GPU)).contains(new WaitReason.NoFreeSlot(2, 1));
    assertThat(fleet.limit(PLAIN)).isEmpty();
    fleet.take(PLAIN, Priority.P2);
    assertThat(fleet.limit(PLAIN)).contains(new WaitReason.NoFreeSlot(3, 2));
    fleet.give(PLAIN, Priority.P2);
    assertThat(fleet.limit(PLAIN)).isEmpty();
    assertThat(fleet.workers())
        .extracting(WorkerView::worker)
        .containsExactly(new WorkerId("able"), new WorkerId("plain"));
  }

  @Test
  void aSilentWorkerIsDeadAfterItsLease() {
    fleet.heard(beat("w", FIRST, 4, NOW), NOW);
    assertThat(fleet.expire(NOW.plus(LEASE))).isEmpty();
    assertThat(fleet.expire(NOW.plus(LEASE).plusMillis(1)))
        .extracting(Silenced::worker)
        .containsExactly(new WorkerId("w"));
    assertThat(fleet.slots()).isZero();
  }

  @Test
  void i7AStartThatWasHeardBeforeTheAttemptsOfTheFormerOneWereLoadedShowsThatTheyAreLost() {
    fleet.heard(beat("w", SECOND, 4, NOW), NOW);
    fleet.expect(new WorkerId("w"), NOW);
    assertThat(fleet.slots()).as("it lives all the same").isEqualTo(4);

    Instant later = NOW.plusSeconds(1);
    assertThat(fleet.heard(beat("w", SECOND, 4, later), later))
        .contains(new Silenced(new WorkerId("w"), Set.of(), later));
    assertThat(fleet.heard(beat("w", SECOND, 4, later), later)).isEmpty();
  }

  @Test
  void i7AnAttemptSaidToBeHeldBeforeTheWorkersStartIsToBeShownAgain() {
    fleet.heard(beat("w", SECOND, 4, NOW), NOW);
    fleet.held(new WorkerId("w"), NOW.minusSeconds(5));

    Instant later = NOW.plusSeconds(1);
    assertThat(fleet.heard(beat("w", SECOND, 4, later), later))
        .contains(new Silenced(new WorkerId("w"), Set.of(), later));

    fleet.held(new WorkerId("w"), later);
    assertThat(fleet.heard(beat("w", SECOND, 4, later), later)).isEmpty();
  }

  @Test
  void leasesStartAnewAfterASleep() {
    fleet.heard(beat("w", FIRST, 4, NOW), NOW);
    Instant later = NOW.plus(Duration.ofMinutes(10));
    fleet.restartLeases(later);
    assertThat(fleet.expire(later.plus(LEASE))).isEmpty();
  }

  @Test
  void aNewStartMeansThatTheFormerIsDead() {
    AttemptRef held = TestingPlans.attempt("a", 5);
    assertThat(fleet.heard(beat("w", FIRST, 1, NOW), NOW)).isEmpty();
    assertThat(fleet.heard(beat("w", FIRST, 1, NOW), NOW)).isEmpty();
    assertThat(fleet.heard(holding(held), NOW))
        .contains(new Silenced(new WorkerId("w"), Set.of(held), NOW));
  }

  @Test
  void aHeartbeatOfThePastOffersNoSlots() {
    fleet.heard(beat("w", FIRST, 4, NOW.minus(LEASE).minusSeconds(1)), NOW);
    assertThat(fleet.slots()).isZero();
    assertThat(fleet.workers()).isEmpty();
    fleet.heard(beat("w", FIRST, 4, NOW), NOW);
    assertThat(fleet.slots()).isEqualTo(4);
  }

  @Test
  void anExpectedWorkerHasALeaseToShowItself() {
    fleet.expect(new WorkerId("w"), NOW);
    assertThat(fleet.slots()).isZero();
    assertThat(fleet.expire(NOW.plus(LEASE))).isEmpty();
    assertThat(fleet.expire(NOW.plus(LEASE).plusSeconds(1))).hasSize(1);
    fleet.expect(new WorkerId("v"), NOW);
    assertThat(fleet.heard(beat("v", FIRST, 1, NOW), NOW))
        .as("what it does not hold any more is lost")
        .isPresent();
  }

  @Test
  void aWorkerThatLeavesIsGone() {
    fleet.heard(beat("w", SECOND, 4, NOW), NOW);
    assertThat(fleet.left(left("w", FIRST))).as("an earlier start").isEmpty();
    assertThat(fleet.left(left("nobody", FIRST))).isEmpty();
    assertThat(fleet.slots()).isEqualTo(4);
    assertThat(fleet.left(left("w", SECOND))).isPresent();
    assertThat(fleet.slots()).isZero();
    fleet.expect(new WorkerId("e"), NOW);
    assertThat(fleet.left(left("e", FIRST))).isPresent();
  }

  private static WorkerMessage.Left left(String worker, UUID instance) {
    return new WorkerMessage.Left(TestingPlans.MESSAGE_ID, NOW, new WorkerId(worker), instance);
  }

  private static WorkerMessage.Heartbeat beat(
      String worker, UUID instance, int slots, Instant at, String... skills) {
    return new WorkerMessage.Heartbeat(
        TestingPlans.MESSAGE_ID,
        at,
        new WorkerId(worker),
        instance,
        "host",
        1,
        slots,
        slots,
        List.of(skills),
        List.of(),
        LEASE,
        1,
        1,
        1,
        WorkerMessage.Allowance.unlimited(slots),
        WorkerMessage.Profile.PLAIN);
  }

  private static WorkerMessage.Heartbeat holding(AttemptRef attempt) {
    return new WorkerMessage.Heartbeat(
        TestingPlans.MESSAGE_ID,
        NOW,
        new WorkerId("w"),
        SECOND,
        "host",
        1,
        1,
        1,
        List.of(),
        List.of(attempt),
        LEASE,
        1,
        1,
        1,
        WorkerMessage.Allowance.unlimited(1),
        WorkerMessage.Profile.PLAIN);
  }
}
