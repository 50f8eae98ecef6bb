package dev.signalbox.scheduler.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.FencingToken;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(10);

  @Test
  void doublesWithAJitterOfAFifth() {
    for (int failures = 1; failures <= 6; failures++) {
      long plain = FIRST.toMillis() << (failures - 1);
      for (long token = 1; token < 200; token++) {
        assertThat(Backoff.after(FIRST, failures, new FencingToken(token)).toMillis())
            .isBetween(plain - plain / 5, plain + plain / 5);
      }
    }
  }

  @Test
  void theTokenDecidesTheJitter() {
    Set<Duration> seen = new HashSet<>();
    for (long token = 1; token < 100; token++) {
      Duration wait = Backoff.after(FIRST, 1, new FencingToken(token));
      assertThat(Backoff.after(FIRST, 1, new FencingToken(token))).isEqualTo(wait);
      seen.add(wait);
    }
    assertThat(seen).hasSizeGreaterThan(90);
  }

  @Test
  void neverWaitsMuchLongerThanAnHour() {
    assertThat(Backoff.after(FIRST, 1000, new FencingToken(1)))
        .isLessThanOrEqualTo(Duration.ofMinutes(72));
    assertThat(Backoff.doubled(FIRST, -3, Duration.ofHours(1))).isEqualTo(FIRST);
    assertThat(Backoff.after(Duration.ofMillis(1), 1, new FencingToken(5)))
        .isEqualTo(Duration.ofMillis(1));
  }
}
