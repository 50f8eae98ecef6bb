package dev.signalbox.lock.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.lock.core.ClaimFact;
import dev.signalbox.lock.core.Claims;
import dev.signalbox.lock.core.InMemoryClaimStore;
import dev.signalbox.lock.core.JournalEntry;
import dev.signalbox.lock.core.RandomSteps;
import dev.signalbox.lock.core.RandomSteps.Kind;
import dev.signalbox.lock.core.RandomSteps.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/** The rule of footprints, the claim table and the Lua scripts say the same. */
class AgreementIT {
  private static final int HISTORIES = 40;
  private static final int STEPS = 500;
  private static final Instant THEN = Instant.EPOCH;
  private static final RedissonClient REDISSON = RedisConnection.open(RealServices.redisUri());

  private final RedisClaimStore redis =
      new RedisClaimStore(REDISSON, Duration.ofDays(30), Duration.ofSeconds(30));
  private final RedisJournal journal = new RedisJournal(REDISSON);
  private final InMemoryClaimStore table = new InMemoryClaimStore(new TestingClock());

  @AfterAll
  static void disconnect() {
    REDISSON.shutdown();
  }

  @Test
  void onMoreThanTenThousandRandomFootprints() {
    int asked = 0;
    int granted = 0;
    int denied = 0;
    for (long seed = 1; seed <= HISTORIES; seed++) {
      RepositoryId repository = new RepositoryId("/agreement/" + seed + "/" + UUID.randomUUID());
      Claims claims = new Claims(repository);
      for (Step step : new RandomSteps(seed, true).take(STEPS)) {
        List<ClaimView> before = live(repository);
        ClaimAnswer answer = step.on(redis, claims);
        assertThat(timeless(answer))
            .as("%s %s", seed, step)
            .isEqualTo(timeless(step.on(table, claims)));
        assertFollowsTheRule(step, answer, before);
        asked += step.kind() == Kind.CLAIM ? 1 : 0;
        granted += answer instanceof ClaimAnswer.Granted ? 1 : 0;
        denied += answer instanceof ClaimAnswer.Denied ? 1 : 0;
      }
      assertSameHistory(repository);
    }
    assertThat(asked).isGreaterThan(10_000);
    assertThat(granted).isGreaterThan(2000);
    assertThat(denied).isGreaterThan(2000);
  }

  private List<ClaimView> live(RepositoryId repository) {
    table.sweep(repository);
    return table.claims(repository);
  }

  /** A claim is granted exactly if no footprint of another task's live claim is in its way. */
  private static void assertFollowsTheRule(Step step, ClaimAnswer answer, List<ClaimView> before) {
    boolean first = before.stream().noneMatch(one -> one.attempt().equals(step.attempt()));
    boolean decided = answer instanceof ClaimAnswer.Granted || answer instanceof ClaimAnswer.Denied;
    if (step.kind() == Kind.CLAIM && decided && first) {
      boolean free =
          before.stream()
              .filter(one -> !one.attempt().task().equals(step.attempt().task()))
              .map(ClaimView::footprint)
              .allMatch(held -> held.firstConflict(step.footprint()).isEmpty());
      assertThat(answer instanceof ClaimAnswer.Granted).as("%s", step).isEqualTo(free);
    }
  }

  private void assertSameHistory(RepositoryId repository) {
    Function<ClaimView, List<Object>> essence = view -> List.of(view.attempt(), view.worker());
    Function<ClaimView, Footprint> footprint = ClaimView::footprint;
    redis.sweep(repository);
    table.sweep(repository);
    List<ClaimView> inTable = table.claims(repository);
    assertThat(redis.claims(repository))
        .extracting(essence)
        .isEqualTo(inTable.stream().map(essence).toList());
    assertThat(redis.claims(repository))
        .extracting(footprint)
        .isEqualTo(inTable.stream().map(footprint).toList());
    assertThat(told(repository))
        .isEqualTo(table.drainTold(repository).stream().map(AgreementIT::timeless).toList());
  }

  private List<ClaimFact> told(RepositoryId repository) {
    List<ClaimFact> facts = new ArrayList<>();
    List<JournalEntry> entries = journal.oldest(repository);
    while (!entries.isEmpty()) {
      entries.forEach(entry -> facts.add(timeless(entry.fact())));
      journal.forget(repository, entries);
      entries = journal.oldest(repository);
    }
    return facts;
  }

  /** The two have clocks of their own. */
  private static ClaimAnswer timeless(ClaimAnswer answer) {
    return switch (answer) {
      case ClaimAnswer.Granted granted -> new ClaimAnswer.Granted(THEN, granted.displaced());
      case ClaimAnswer.Denied denied ->
          new ClaimAnswer.Denied(denied.path(), denied.holder(), denied.worker(), THEN);
      case ClaimAnswer.Recovering recovering -> recovering;
      case ClaimAnswer.Closed closed -> closed;
      case ClaimAnswer.Lost lost -> lost;
    };
  }

  private static ClaimFact timeless(ClaimFact fact) {
    return switch (fact) {
      case ClaimFact.Granted granted ->
          new ClaimFact.Granted(granted.attempt(), granted.worker(), THEN);
      case ClaimFact.Closed closed -> closed;
    };
  }
}
