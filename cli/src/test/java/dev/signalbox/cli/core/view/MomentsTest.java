package dev.signalbox.cli.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void aMomentIsToldByItsDistanceAndTheClock() {
    assertThat(of(NOW.plusSeconds(182))).isEqualTo("in 3 min 2 s (12:03:02)");
    assertThat(of(NOW.minusSeconds(3600))).isEqualTo("1 h ago (11:00:00)");
    assertThat(of(NOW.plusMillis(300))).isEqualTo("any moment (12:00:00)");
  }

  private static String of(Instant moment) {
    return Moments.of(moment, NOW, ZoneOffset.UTC);
  }
}
