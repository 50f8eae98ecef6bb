package dev.signalbox.lock.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TtlPolicyTest {
  private final TtlPolicy policy =
      new TtlPolicy(Duration.ofMinutes(60), Duration.ofSeconds(1), Duration.ofHours(24));

  @Test
  void keepsWhatIsWithinTheLimits() {
    assertThat(policy.allowed(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(policy.allowed(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void bringsTheRestWithinThem() {
    assertThat(policy.allowed(Duration.ZERO)).isEqualTo(Duration.ofMinutes(60));
    assertThat(policy.allowed(Duration.ofSeconds(-5))).isEqualTo(Duration.ofMinutes(60));
    assertThat(policy.allowed(Duration.ofMillis(999))).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.allowed(Duration.ofDays(2))).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void refusesLimitsThatContradict() {
    Duration second = Duration.ofSeconds(1);
    Duration hour = Duration.ofHours(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new TtlPolicy(second, hour, second));
    assertThatIllegalArgumentException().isThrownBy(() -> new TtlPolicy(hour, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TtlPolicy(second, hour, hour.plus(hour)));
  }
}
