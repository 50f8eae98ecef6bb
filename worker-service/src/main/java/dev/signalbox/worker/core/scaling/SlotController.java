package dev.signalbox.worker.core.scaling;

import dev.signalbox.common.load.Tiers;
import dev.signalbox.worker.core.scaling.SlotAllowance.Starts;
import java.time.Duration;

/**
 * Decides how many slots may be used: tiers of the load give a ceiling, and a controller moves
 * below it by one at a time, down above 80 % of the processor, up below 40 % with memory to spare.
 * The smaller of the two counts. It begins with all slots and never ends what runs.
 */
public final class SlotController {

  private static final double BUSY = 80;
  private static final double IDLE = 40;
  private static final long SPARE_BYTES = 2_000_000_000;
  private static final double GIB = 1L << 30;

  private final ScalingPolicy policy;
  private final long stepNanos;
  private int steps;
  private long stepAt;

  /**
   * @param step the time between two steps
   * @param now of a clock that only goes forward, in nanoseconds
   */
  public SlotController(ScalingPolicy policy, Duration step, long now) {
    this.policy = policy;
    this.stepNanos = step.toNanos();
    this.steps = policy.slots();
    this.stepAt = now + stepNanos;
  }

  /** What is allowed under that load. */
  public SlotAllowance decide(Reading reading, long now) {
    if (!policy.monitoring()) {
      return SlotAllowance.all(policy.slots());
    }
    if (now - stepAt >= 0) {
      stepAt = now + stepNanos;
      steps = Math.clamp(steps + stepFor(reading), 1, policy.slots());
    }
    int ceiling = ceiling(reading);
    int slots = policy.autoScaling() ? Math.min(steps, ceiling) : policy.slots();
    Starts starts = starts(reading);
    return new SlotAllowance(slots, ceiling, starts, reason(reading, slots, ceiling, starts));
  }

  private static int stepFor(Reading reading) {
    if (reading.cpuPercent() > BUSY) {
      return -1;
    }
    boolean spare = reading.memoryFreeBytes() < 0 || reading.memoryFreeBytes() >= SPARE_BYTES;
    boolean idle = reading.cpuPercent() >= 0 && reading.cpuPercent() < IDLE;
    return idle && spare ? 1 : 0;
  }

  private int ceiling(Reading reading) {
    return policy.autoScaling()
        ? policy.tiers().ceiling(reading.cpuPercent(), reading.memoryPercent(), policy.slots())
        : policy.slots();
  }

  private Starts starts(Reading reading) {
    if (reading.diskFreeBytes() >= 0 && reading.diskFreeBytes() < policy.diskReserve()) {
      return Starts.NONE;
    }
    return Tiers.isFull(reading.cpuPercent(), reading.memoryPercent()) ? Starts.FIRST : Starts.ANY;
  }

  private String reason(Reading reading, int slots, int ceiling, Starts starts) {
    if (starts == Starts.NONE) {
      return "only %.1f GiB of disk are free".formatted(reading.diskFreeBytes() / GIB);
    }
    if (starts == Starts.FIRST || slots == ceiling && slots < policy.slots()) {
      return "machine is at " + load(reading);
    }
    return slots == policy.slots() ? "" : steppedDown(reading);
  }

  private static String load(Reading reading) {
    boolean memory = reading.memoryPercent() >= reading.cpuPercent();
    return memory
        ? "%.0f %% memory".formatted(reading.memoryPercent())
        : "%.0f %% cpu".formatted(reading.cpuPercent());
  }

  private static String steppedDown(Reading reading) {
    boolean low = reading.cpuPercent() < IDLE && reading.memoryFreeBytes() < SPARE_BYTES;
    return low
        ? "only %.1f GiB of memory are free".formatted(reading.memoryFreeBytes() / GIB)
        : "machine was loaded and is at %.0f %% cpu".formatted(reading.cpuPercent());
  }
}
