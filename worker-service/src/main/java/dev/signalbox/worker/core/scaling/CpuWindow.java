package dev.signalbox.worker.core.scaling;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The average of what was measured within the last while; unknown until that much was seen. */
public final class CpuWindow {

  private final long lengthNanos;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long since;

  private record Sample(long at, double percent) {}

  public CpuWindow(Duration length) {
    this.lengthNanos = length.toNanos();
  }

  /** Takes a sample of the time since the one before, and gives the average. */
  public double add(double percent, long now) {
    if (percent < 0) {
      samples.clear();
      return -1;
    }
    if (samples.isEmpty()) {
      since = now;
    }
    samples.add(new Sample(now, percent));
    while (samples.size() > 1 && now - samples.getFirst().at() > lengthNanos) {
      samples.removeFirst();
    }
    boolean seenEnough = now - since >= lengthNanos;
    return seenEnough ? average() : -1;
  }

  private double average() {
    return samples.stream().mapToDouble(Sample::percent).average().orElse(-1);
  }
}
