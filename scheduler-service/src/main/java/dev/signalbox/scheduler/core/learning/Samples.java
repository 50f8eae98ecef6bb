package dev.signalbox.scheduler.core.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The latest measurements of one kind of work, the newest last. Their median says what to expect:
 * one attempt that hung or found everything cached does not move it.
 */
public record Samples(List<Long> millis) {
  static final int MOST = 9;
  static final Samples NONE = new Samples(List.of());

  public Samples {
    millis = List.copyOf(millis.subList(Math.max(0, millis.size() - MOST), millis.size()));
  }

  Samples with(long more) {
    return new Samples(
        LongStream.concat(millis.stream().mapToLong(Long::longValue), LongStream.of(more))
            .boxed()
            .toList());
  }

  int count() {
    return millis.size();
  }

  /** Only asked when there is a sample. */
  long median() {
    long[] sorted = millis.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    long upper = sorted[sorted.length / 2];
    long lower = sorted[(sorted.length - 1) / 2];
    return lower + (upper - lower) / 2;
  }
}
