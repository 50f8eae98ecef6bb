package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuthorityTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Authority PROVEN = new Authority(Duration.ofSeconds(3), 1_000, T0);

  @Test
  void standsForTwoThirdsOfItsTtl() {
    assertThat(isLostAfter(1_999, 1_999)).isFalse();
    assertThat(isLostAfter(2_000, 2_000)).isTrue();
  }

  /** Interleaving 14: one of the two clocks may stand still or jump. */
  @Test
  void theClockThatRanFurtherDecides() {
    assertThat(isLostAfter(2_000, 0)).isTrue();
    assertThat(isLostAfter(0, 2_000)).isTrue();
    assertThat(isLostAfter(0, -600_000)).isFalse();
  }

  @Test
  void isRenewedAfterAThird() {
    assertThat(isDueAfter(999)).isFalse();
    assertThat(isDueAfter(1_000)).isTrue();
  }

  @Test
  void countsFromBeforeTheRequestThatSucceeded() {
    Authority again = PROVEN.provenBy(5_000_001_000L, T0.plusSeconds(5));

    assertThat(again.isLost(6_999_999_999L, T0.plusMillis(6_999))).isFalse();
    assertThat(again.isLost(7_000_001_000L, T0.plusSeconds(7))).isTrue();
  }

  private static boolean isLostAfter(long monotonicMillis, long wallMillis) {
    return PROVEN.isLost(1_000 + monotonicMillis * 1_000_000, T0.plusMillis(wallMillis));
  }

  private static boolean isDueAfter(long millis) {
    return PROVEN.isRenewalDue(1_000 + millis * 1_000_000, T0.plusMillis(millis));
  }

  @Test
  void theLockServiceMayWantToHearOfItMoreOftenButNotLess() {
    Authority often = PROVEN.renewedEvery(Duration.ofMillis(100));
    Authority seldom = PROVEN.renewedEvery(Duration.ofMinutes(1));

    assertThat(often.isRenewalDue(1_000 + 99_000_000, T0)).isFalse();
    assertThat(often.isRenewalDue(1_000 + 100_000_000, T0)).isTrue();
    assertThat(often.limit()).isEqualTo(PROVEN.limit());
    assertThat(seldom).isEqualTo(PROVEN);
  }
}
