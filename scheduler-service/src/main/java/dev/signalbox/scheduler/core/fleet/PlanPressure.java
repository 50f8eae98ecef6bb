package dev.signalbox.scheduler.core.fleet;

import dev.signalbox.common.load.Tiers;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.Limits;
import java.util.Collection;
import java.util.Optional;

/**
 * What the limits of a plan allow it of the machines. Workers heed their own thresholds for whoever
 * asks, so a plan counts here only where it wants less of them than is usual.
 */
record PlanPressure(Limits limits) {
  private static final double NONE = 100;

  /** Why the plan may have no more attempts out, if so; one it may always have. */
  Optional<WaitReason> of(Collection<Member> members, Load load, int out) {
    if (!limits.resourceMonitoring() || !limits.autoScaling() || !isStricter()) {
      return Optional.empty();
    }
    Tiers tiers = tiers();
    int ceiling =
        members.stream().filter(Member::counts).mapToInt(member -> member.ceiling(tiers)).sum();
    int allowed = Math.max(1, ceiling);
    return allowed >= load.capacity() || out < allowed
        ? Optional.empty()
        : Optional.of(
            new WaitReason.Pressure(
                load.cpu(), load.memory(), allowed, load.capacity(), why(load)));
  }

  private boolean isStricter() {
    return limits.maxCpu() < Limits.DEFAULTS.maxCpu()
        || limits.maxMemory() < Limits.DEFAULTS.maxMemory();
  }

  private Tiers tiers() {
    return new Tiers(
        limits.maxCpu() < Limits.DEFAULTS.maxCpu() ? limits.maxCpu() : NONE,
        limits.maxMemory() < Limits.DEFAULTS.maxMemory() ? limits.maxMemory() : NONE);
  }

  private String why(Load load) {
    boolean cpu = load.cpu() - limits.maxCpu() >= load.memory() - limits.maxMemory();
    return cpu
        ? "cpu is at %.0f %%, the plan's max-cpu is %.0f".formatted(load.cpu(), limits.maxCpu())
        : "memory is at %.0f %%, the plan's max-memory is %.0f"
            .formatted(load.memory(), limits.maxMemory());
  }
}
