package dev.signalbox.lock.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.lock.core.RandomSteps.Kind;
import dev.signalbox.lock.core.RandomSteps.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ClaimTablePropertyTest {
  private static final int STEPS = 120;
  private static final RepositoryId REPOSITORY = new RepositoryId("/property");

  private final Claims claims = new Claims(REPOSITORY);

  /** I1. */
  @Property(tries = 200)
  void noTwoLiveClaimsOverlap(@ForAll long seed) {
    InMemoryClaimStore fresh = fresh();
    for (Step step : new RandomSteps(seed, true).take(STEPS)) {
      step.on(fresh, claims);
      assertApart(fresh.claims(REPOSITORY));
    }
  }

  /** I6: the same request again gives the same answer and changes nothing; a revoke is re-told. */
  @Property(tries = 200)
  void aDuplicateChangesNothing(@ForAll long seed) {
    InMemoryClaimStore fresh = fresh();
    for (Step step : new RandomSteps(seed, false).take(STEPS)) {
      ClaimAnswer first = step.on(fresh, claims);
      List<ClaimView> before = fresh.claims(REPOSITORY);
      fresh.drainTold(REPOSITORY);
      assertThat(step.on(fresh, claims)).isEqualTo(first);
      assertThat(fresh.claims(REPOSITORY)).isEqualTo(before);
      assertThat(fresh.drainTold(REPOSITORY)).hasSize(step.kind() == Kind.REVOKE ? 1 : 0);
    }
  }

  /** I6: whatever arrives late, in any order, nothing that was closed lives again. */
  @Property(tries = 100)
  void whatIsClosedStaysClosed(@ForAll long seed) {
    InMemoryClaimStore fresh = fresh();
    List<Step> steps = new ArrayList<>(new RandomSteps(seed, true).take(STEPS));
    steps.forEach(step -> step.on(fresh, claims));
    steps.forEach(step -> fresh.revoke(claims.handle(step.attempt(), 1)));
    Collections.shuffle(steps, new Random(seed));
    for (Step step : steps) {
      assertThat(step.on(fresh, claims)).isInstanceOf(ClaimAnswer.Closed.class);
    }
    assertThat(fresh.claims(REPOSITORY)).isEmpty();
  }

  /** Every grant is told once, and every claim that was granted and is gone is told as closed. */
  @Property(tries = 100)
  void whatIsToldIsWhatHappened(@ForAll long seed) {
    InMemoryClaimStore fresh = fresh();
    new RandomSteps(seed, true).take(STEPS).forEach(step -> step.on(fresh, claims));
    fresh.sweep(REPOSITORY);
    Set<AttemptRef> live = new HashSet<>();
    for (ClaimFact fact : fresh.drainTold(REPOSITORY)) {
      switch (fact) {
        case ClaimFact.Granted granted -> assertThat(live.add(granted.attempt())).isTrue();
        case ClaimFact.Closed closed -> live.remove(closed.attempt());
      }
    }
    assertThat(fresh.claims(REPOSITORY))
        .extracting(ClaimView::attempt)
        .containsExactlyInAnyOrderElementsOf(live);
  }

  private static void assertApart(List<ClaimView> live) {
    Set<TaskId> tasks = new HashSet<>();
    for (ClaimView one : live) {
      assertThat(tasks.add(one.attempt().task())).isTrue();
      for (ClaimView other : live) {
        boolean same = one.attempt().equals(other.attempt());
        assertThat(same || one.footprint().firstConflict(other.footprint()).isEmpty()).isTrue();
      }
    }
  }

  private static InMemoryClaimStore fresh() {
    return new InMemoryClaimStore(new TestingClock());
  }
}
