package dev.signalbox.benchmarks.load;

import java.util.Arrays;
import java.util.List;

/** The shape of a list of measurements in milliseconds, and the measurements themselves. */
record Percentiles(
    int count, double p50, double p90, double p99, double max, List<Double> samples) {

  static Percentiles of(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Percentiles(
        sorted.length,
        at(sorted, 0.50),
        at(sorted, 0.90),
        at(sorted, 0.99),
        sorted.length == 0 ? Double.NaN : Arrays.stream(sorted).max().orElseThrow(),
        List.copyOf(samples));
  }

  /** The nearest-rank percentile. */
  private static double at(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
