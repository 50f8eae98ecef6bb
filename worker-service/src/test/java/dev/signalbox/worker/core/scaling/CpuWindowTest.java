package dev.signalbox.worker.core.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** C7: the load of the processor counts as the average of a while, not of a moment. */
class CpuWindowTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final CpuWindow window = new CpuWindow(Duration.ofSeconds(3));

  @Test
  void isUnknownUntilAWholeWindowWasSeenAndThenForgetsWhatIsOlder() {
    assertThat(window.add(100, 0)).isEqualTo(-1);
    assertThat(window.add(100, SECOND)).isEqualTo(-1);
    assertThat(window.add(100, 2 * SECOND)).isEqualTo(-1);
    assertThat(window.add(0, 3 * SECOND)).isEqualTo(75);
    assertThat(window.add(0, 4 * SECOND)).isEqualTo(50);
    assertThat(window.add(0, 6 * SECOND)).isEqualTo(0);
  }

  @Test
  void startsAnewAfterAReadingThatFailed() {
    window.add(100, 0);
    window.add(100, 3 * SECOND);
    assertThat(window.add(-1, 4 * SECOND)).isEqualTo(-1);
    assertThat(window.add(10, 5 * SECOND)).isEqualTo(-1);
    assertThat(window.add(10, 8 * SECOND)).isEqualTo(10);
  }
}
