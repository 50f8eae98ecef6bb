package dev.signalbox.benchmarks.locks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Runs several ways in turns, so that what else the machine does meets them all alike. */
final class Rounds {
  private static final int ROUNDS = 4;

  private final Duration round;
  private final int threads;
  private final AtomicLong numbers;

  /** What was measured of one way; the first round, which warms up, is left out. */
  record Sample(double perSecond, double ratio, double medianMillis, double p99Millis) {
    String line(String name) {
      return String.format(
          Locale.ROOT,
          "  %-24s %8.0f pairs/s  %5.2f x bare  p50 %6.3f ms  p99 %7.3f ms",
          name,
          perSecond,
          ratio,
          medianMillis,
          p99Millis);
    }
  }

  Rounds(Duration round, int threads, AtomicLong numbers) {
    this.round = round;
    this.threads = threads;
    this.numbers = numbers;
  }

  /** The rates; ratios are to the first way. */
  Map<String, Sample> of(Map<String, Way> ways) throws Exception {
    Map<String, List<Long>> nanos = new LinkedHashMap<>();
    ways.keySet().forEach(name -> nanos.put(name, new ArrayList<>()));
    for (int number = 0; number < ROUNDS; number++) {
      for (var way : ways.entrySet()) {
        List<Long> measured = run(way.getValue());
        if (number > 0) {
          nanos.getOrDefault(way.getKey(), new ArrayList<>()).addAll(measured);
        }
      }
    }
    double seconds = (ROUNDS - 1) * round.toMillis() / 1000.0;
    double first = nanos.values().iterator().next().size() / seconds;
    Map<String, Sample> samples = new LinkedHashMap<>();
    nanos.forEach((name, all) -> samples.put(name, sample(all, seconds, first)));
    return samples;
  }

  private static Sample sample(List<Long> nanos, double seconds, double first) {
    Collections.sort(nanos);
    double rate = nanos.size() / seconds;
    return new Sample(rate, rate / first, at(nanos, 0.5), at(nanos, 0.99));
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
  }

  private List<Long> run(Way way) throws Exception {
    long end = System.nanoTime() + round.toNanos();
    List<Callable<List<Long>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      tasks.add(() -> until(end, way));
    }
    List<Long> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<List<Long>> done : pool.invokeAll(tasks)) {
        all.addAll(done.get());
      }
    }
    TimeUnit.MILLISECONDS.sleep(300); // what is still to be told is not the next one's
    return all;
  }

  private List<Long> until(long end, Way way) throws Exception {
    List<Long> nanos = new ArrayList<>();
    long before = System.nanoTime();
    while (before < end) {
      way.claimAndRelease(numbers.incrementAndGet());
      long after = System.nanoTime();
      nanos.add(after - before);
      before = after;
    }
    return nanos;
  }
}
