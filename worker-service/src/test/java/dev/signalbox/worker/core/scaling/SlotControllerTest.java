package dev.signalbox.worker.core.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.load.Tiers;
import dev.signalbox.worker.core.scaling.SlotAllowance.Starts;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C7, C8, C10, C31, S1-25 to S1-29, S3-07 to S3-09: slots follow the load of the machine. */
class SlotControllerTest {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final long PLENTY = 8_000_000_000L;
  private static final long DISK = 1_000;

  private long now;

  @Test
  void beginsWithAllSlotsAndGivesThemWhileNothingIsKnown() {
    SlotAllowance allowance = controller(8, true).decide(Reading.UNKNOWN, now);
    assertThat(allowance).isEqualTo(SlotAllowance.all(8));
  }

  @ParameterizedTest
  @CsvSource({"80, 8", "80.1, 7", "81, 7", "84.9, 7"})
  void stepsDownByOneAboveEightyPercent(double cpu, int slots) {
    SlotController controller = controller(8, true);
    assertThat(stepped(controller, cpu, PLENTY).slots()).isEqualTo(slots);
  }

  @ParameterizedTest
  @CsvSource({
    "39.9, 2000000000, 7",
    "40, 2000000000, 6",
    "39.9, 1999999999, 6",
    "60, 8000000000, 6"
  })
  void stepsUpOnlyBelowFortyPercentWithTwoGigabytesFree(double cpu, long free, int slots) {
    SlotController controller = controller(8, true);
    stepped(controller, 82, PLENTY);
    stepped(controller, 82, PLENTY);
    assertThat(stepped(controller, cpu, free).slots()).isEqualTo(slots);
  }

  @Test
  void stepsNotMoreOftenThanItShould() {
    SlotController controller = controller(8, true);
    stepped(controller, 82, PLENTY);
    now += STEP.toNanos() - 1;
    assertThat(controller.decide(cpu(82), now).slots()).isEqualTo(7);
    now += 1;
    assertThat(controller.decide(cpu(82), now).slots()).isEqualTo(6);
  }

  @Test
  void theSmallerOfCeilingAndStepsCounts() {
    SlotController controller = controller(8, true);
    SlotAllowance loaded = controller.decide(new Reading(90, 10, PLENTY, DISK), now);
    assertThat(loaded.slots()).as("the ceiling at 90 %").isEqualTo(4);
    assertThat(loaded.reason()).isEqualTo("machine is at 90 % cpu");
    for (int step = 0; step < 6; step++) {
      stepped(controller, 82, PLENTY);
    }
    SlotAllowance low = stepped(controller, 90, PLENTY);
    assertThat(low.slots()).as("seven steps down").isEqualTo(1);
    assertThat(low.ceiling()).isEqualTo(4);
  }

  @Test
  void returnsToTheFullMaximumWhenTheMachineRecovers() {
    SlotController controller = controller(8, true);
    assertThat(controller.decide(new Reading(20, 96, PLENTY, DISK), now).slots()).isEqualTo(2);
    SlotAllowance recovered = controller.decide(new Reading(20, 60, PLENTY, DISK), now);
    assertThat(recovered).isEqualTo(SlotAllowance.all(8));
  }

  @Test
  void withoutAutoScalingTheMaximumIsKeptButAFullMachineStartsNothingMore() {
    SlotController controller = controller(8, false);
    SlotAllowance pressed = stepped(controller, 94.9, PLENTY);
    assertThat(pressed).isEqualTo(SlotAllowance.all(8));
    SlotAllowance full = stepped(controller, 95, PLENTY);
    assertThat(full.slots()).isEqualTo(8);
    assertThat(full.admits(0)).isTrue();
    assertThat(full.admits(1)).as("the hard limit of 95 %").isFalse();
  }

  @Test
  void withoutMonitoringNothingLimits() {
    SlotController blind =
        new SlotController(new ScalingPolicy(8, new Tiers(85, 85), false, true, DISK), STEP, now);
    assertThat(blind.decide(new Reading(99, 99, 0, 0), now)).isEqualTo(SlotAllowance.all(8));
  }

  @Test
  void aFullDiskStartsNothingAndSaysSo() {
    SlotAllowance allowance =
        controller(8, true).decide(new Reading(10, 10, PLENTY, DISK - 1), now);
    assertThat(allowance.starts()).isEqualTo(Starts.NONE);
    assertThat(allowance.admits(0)).isFalse();
    assertThat(allowance.reason()).contains("of disk are free");
  }

  @Property(tries = 500)
  void neverBelowOneNeverAboveTheMaximumAndNothingRunningIsEverTooMuch(
      @ForAll @IntRange(min = 1, max = 64) int max,
      @ForAll @Size(max = 60) List<@From("readings") Reading> readings,
      @ForAll @IntRange(min = 0, max = 64) int running,
      @ForAll boolean autoScaling) {
    SlotController controller =
        new SlotController(
            new ScalingPolicy(max, new Tiers(85, 85), true, autoScaling, DISK), STEP, 0);
    long at = 0;
    int before = max;
    for (Reading reading : readings) {
      at += STEP.toNanos();
      SlotAllowance allowance = controller.decide(reading, at);
      assertThat(allowance.ceiling()).isBetween(1, max);
      assertThat(allowance.slots()).isBetween(1, allowance.ceiling());
      assertThat(allowance.admits(running) && running >= allowance.slots()).isFalse();
      assertThat(allowance.offered(running)).isBetween(0, max);
      boolean diskIsFull = reading.diskFreeBytes() >= 0 && reading.diskFreeBytes() < DISK;
      assertThat(allowance.admits(0)).as("an idle worker can start").isEqualTo(!diskIsFull);
      assertThat(allowance.slots())
          .as("one step at a time, below the ceiling")
          .isGreaterThanOrEqualTo(Math.min(allowance.ceiling(), before - 1));
      assertThat(allowance.reason().isEmpty())
          .isEqualTo(allowance.slots() == max && allowance.starts() == Starts.ANY);
      before = allowance.slots();
    }
  }

  @Property(tries = 200)
  void anIdleMachineGetsAllItsSlotsBack(
      @ForAll @IntRange(min = 1, max = 64) int max,
      @ForAll @Size(max = 60) List<@From("readings") Reading> readings) {
    SlotController controller =
        new SlotController(new ScalingPolicy(max, new Tiers(85, 85), true, true, DISK), STEP, 0);
    long at = 0;
    for (Reading reading : readings) {
      at += STEP.toNanos();
      controller.decide(reading, at);
    }
    SlotAllowance last = SlotAllowance.all(0);
    for (int step = 0; step < max; step++) {
      at += STEP.toNanos();
      last = controller.decide(new Reading(5, 5, PLENTY, DISK), at);
    }
    assertThat(last).isEqualTo(SlotAllowance.all(max));
  }

  @Provide
  Arbitrary<Reading> readings() {
    Arbitrary<Double> percent =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(0, 100),
            Arbitraries.of(-1.0, 39.9, 40.0, 80.0, 80.1, 85.0, 90.0, 95.0, 100.0));
    Arbitrary<Long> free = Arbitraries.of(-1L, 0L, 1_999_999_999L, 2_000_000_000L, PLENTY);
    Arbitrary<Long> disk = Arbitraries.of(-1L, DISK - 1, DISK, PLENTY);
    return Combinators.combine(percent, percent, free, disk).as(Reading::new);
  }

  private SlotController controller(int slots, boolean autoScaling) {
    return new SlotController(
        new ScalingPolicy(slots, new Tiers(85, 85), true, autoScaling, DISK), STEP, now);
  }

  private SlotAllowance stepped(SlotController controller, double cpu, long free) {
    now += STEP.toNanos();
    return controller.decide(new Reading(cpu, 10, free, DISK), now);
  }

  private static Reading cpu(double percent) {
    return new Reading(percent, 10, PLENTY, DISK);
  }
}
