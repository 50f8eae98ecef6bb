package dev.signalbox.common.plan;

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
}
