package dev.signalbox.dashboard.core;

import java.time.Instant;

/**
 * Worker time spent on a plan, kept so that the total at any moment costs nothing to compute.
 *
 * @param closedMillis of intervals that ended
 * @param open intervals that did not
 * @param openSinceSum the sum of their beginnings, in milliseconds since the epoch
 */
public record Busy(long closedMillis, int open, long openSinceSum) {
  public static final Busy NONE = new Busy(0, 0, 0);

  Busy began(Instant at) {
    return new Busy(closedMillis, open + 1, openSinceSum + at.toEpochMilli());
  }

  Busy ended(Instant since, Instant at) {
    long spent = Math.max(0, at.toEpochMilli() - since.toEpochMilli());
    return new Busy(closedMillis + spent, open - 1, openSinceSum - since.toEpochMilli());
  }

  /** All worker time up to now, in seconds. */
  double secondsAt(Instant now) {
    long running = Math.max(0, open * now.toEpochMilli() - openSinceSum);
    return (closedMillis + running) / 1000.0;
  }
}
