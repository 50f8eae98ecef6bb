package dev.signalbox.lock.core;

import java.time.Duration;

/**
 * How long a claim may live.
 *
 * @param fallback for a request that asks for none (zero or less)
 */
public record TtlPolicy(Duration fallback, Duration min, Duration max) {
  public TtlPolicy {
    if (min.compareTo(max) > 0 || fallback.compareTo(min) < 0 || fallback.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "not min <= default <= max: " + min + ", " + fallback + ", " + max);
    }
  }

  /** The asked time brought within the limits. */
  public Duration allowed(Duration asked) {
    if (!asked.isPositive()) {
      return fallback;
    }
    Duration atLeast = asked.compareTo(min) < 0 ? min : asked;
    return atLeast.compareTo(max) > 0 ? max : atLeast;
  }
}
