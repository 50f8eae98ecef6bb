package dev.signalbox.common.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much of the machine a plan may use at one time. Percentages are of the whole machine. */
public record Limits(
    int maxWorkers,
    double maxCpu,
    double maxMemory,
    boolean autoScaling,
    boolean resourceMonitoring,
    @Nullable String maxCost) {
  public static final Limits DEFAULTS = new Limits(5, 85, 85, true, true, null);

  /** What the attempts of the plan may cost before nothing new of it is started. */
  public Optional<Cost> highestCost() {
    return Optional.ofNullable(maxCost).flatMap(Cost::read);
  }
}
