package dev.signalbox.scheduler.core.lifecycle;

import dev.signalbox.common.id.FencingToken;
import java.time.Duration;

/**
 * The time between tries: doubling from the plan's own start, with a jitter of ±20 % that the
 * attempt's token decides, so that the same history waits the same time.
 */
public final class Backoff {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 20;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Backoff() {}

  /**
   * How long to wait after a failure.
   *
   * @param failures how often the task failed so far, at least 1
   */
  public static Duration after(Duration first, int failures, FencingToken token) {
    return jittered(doubled(first, failures - 1, LONGEST), token);
  }

  /** The duration, up to a fifth longer or shorter. */
  public static Duration jittered(Duration plain, FencingToken token) {
    long millis = plain.toMillis();
    long spread = millis / 5;
    long offset = spread == 0 ? 0 : Math.floorMod(mixed(token.value()), 2 * spread + 1) - spread;
    return Duration.ofMillis(millis + offset);
  }

  /** The duration doubled that many times, but never above {@code longest}. */
  public static Duration doubled(Duration first, int times, Duration longest) {
    Duration grown = first.multipliedBy(1L << Math.min(Math.max(times, 0), MOST_DOUBLINGS));
    return grown.compareTo(longest) > 0 ? longest : grown;
  }

  /** The finishing step of SplitMix64: neighbouring tokens give unrelated numbers. */
  private static long mixed(long token) {
    long z = token * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
