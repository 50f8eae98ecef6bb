package dev.signalbox.benchmarks.makespan;

import dev.signalbox.benchmarks.makespan.MakespanReport.Way;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makespans over bounds of several plans.
 *
 * @param sum over the tight bound
 * @param worst over the tight bound
 * @param plainSum over the plain bound
 * @param aboveWaves how many took longer than the same plan in waves
 */
record Ratios(int plans, double sum, double worst, double plainSum, int aboveWaves) {
  static final Ratios NONE = new Ratios(0, 0, 0, 0, 0);

  static Ratios of(long millis, LowerBounds bounds, long waves) {
    if (millis < bounds.tight()) {
      throw new IllegalStateException(millis + " is below the bound " + bounds);
    }
    double ratio = (double) millis / bounds.tight();
    double plain = (double) millis / bounds.plain();
    return new Ratios(1, ratio, ratio, plain, millis > waves ? 1 : 0);
  }

  Ratios and(Ratios other) {
    return new Ratios(
        plans + other.plans,
        sum + other.sum,
        Math.max(worst, other.worst),
        plainSum + other.plainSum,
        aboveWaves + other.aboveWaves);
  }

  static String heading() {
    String ways =
        Arrays.stream(Way.values())
            .map(way -> "| %-35s".formatted(way.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
            .collect(Collectors.joining());
    String columns = "|   mean  worst  plain  above waves   ".repeat(Way.values().length);
    return "%-22s%s%n%-22s%s%n".formatted("", ways, "", columns);
  }

  static String line(String name, Map<Way, Ratios> ratios) {
    String cells =
        Arrays.stream(Way.values())
            .map(way -> ratios.getOrDefault(way, NONE).cell())
            .collect(Collectors.joining());
    return "%-22s%s%n".formatted(name.toLowerCase(Locale.ROOT).replace('_', '-'), cells);
  }

  private String cell() {
    return "|  %.3f  %.3f  %.3f  %4d of %-4d  "
        .formatted(sum / plans, worst, plainSum / plans, aboveWaves, plans);
  }
}
