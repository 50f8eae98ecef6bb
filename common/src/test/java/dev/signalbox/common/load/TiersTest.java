package dev.signalbox.common.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S1-23 to S1-27, C7: what share of the slots a loaded machine may use. */
class TiersTest {
  private static final Tiers USUAL = new Tiers(85, 85);

  @ParameterizedTest
  @CsvSource({
    "-1, 8",
    "0, 8",
    "84.999, 8",
    "85, 6",
    "89.999, 6",
    "90, 4",
    "94.999, 4",
    "95, 2",
    "100, 2"
  })
  void theLowerBoundOfATierBelongsToIt(double percent, int slots) {
    assertThat(USUAL.ceiling(percent, 10, 8)).as("cpu").isEqualTo(slots);
    assertThat(USUAL.ceiling(10, percent, 8)).as("memory").isEqualTo(slots);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "2, 1, 1, 1", "3, 2, 1, 1", "4, 3, 2, 1", "5, 3, 2, 1", "10, 7, 5, 2"})
  void sharesAreRoundedDownButNeverToNothing(int slots, int at85, int at90, int at95) {
    assertThat(USUAL.ceiling(85, 0, slots)).isEqualTo(at85);
    assertThat(USUAL.ceiling(90, 0, slots)).isEqualTo(at90);
    assertThat(USUAL.ceiling(95, 0, slots)).isEqualTo(at95);
  }

  @Test
  void anotherThresholdMovesTheTiersBetweenItAndAHundred() {
    Tiers early = new Tiers(70, 100);
    assertThat(early.ceiling(69.9, 0, 4)).isEqualTo(4);
    assertThat(early.ceiling(70, 0, 4)).isEqualTo(3);
    assertThat(early.ceiling(80, 0, 4)).isEqualTo(2);
    assertThat(early.ceiling(90, 0, 4)).isEqualTo(1);
    assertThat(early.ceiling(0, 100, 4)).as("a threshold of 100 is none").isEqualTo(4);
  }

  @Test
  void aThresholdThatIsNoPercentageIsRefusedByName() {
    assertThatThrownBy(() -> new Tiers(0, 85)).hasMessageContaining("max-cpu is 0.0");
    assertThatThrownBy(() -> new Tiers(85, 100.5)).hasMessageContaining("max-memory is 100.5");
    assertThatThrownBy(() -> new Tiers(Double.NaN, 85)).hasMessageContaining("max-cpu");
  }

  @Test
  void aMachineIsFullFromNinetyFivePercentOn() {
    assertThat(Tiers.isFull(94.9, 94.9)).isFalse();
    assertThat(Tiers.isFull(95, 0)).isTrue();
    assertThat(Tiers.isFull(0, 95)).isTrue();
  }

  @Property(tries = 2000)
  void moreLoadNeverGivesMoreSlotsAndThereIsAlwaysOne(
      @ForAll @DoubleRange(min = 1, max = 100) double threshold,
      @ForAll @DoubleRange(min = 0, max = 100) double one,
      @ForAll @DoubleRange(min = 0, max = 100) double other,
      @ForAll @IntRange(min = 1, max = 256) int slots) {
    Tiers tiers = new Tiers(threshold, threshold);
    int less = tiers.ceiling(Math.min(one, other), -1, slots);
    int more = tiers.ceiling(Math.max(one, other), -1, slots);
    assertThat(more).isBetween(1, less);
    assertThat(less).isBetween(1, slots);
  }
}
