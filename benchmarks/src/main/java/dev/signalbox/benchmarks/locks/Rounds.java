package dev.signalbox.benchmarks.locks;

import java.time.Duration;
import java.util.ArrayList;
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

  /** Nanoseconds of a claim, and of it and its release together. */
  private record Pair(long claim, long both) {}

  /**
   * What was measured of one way, in milliseconds; the first round, which warms up, is left out.
   */
  record Sample(double perSecond, double ratio, double median, double p99, double claimMedian) {
    String line(String name) {
      return String.format(
          Locale.ROOT,
          "  %-24s %8.0f pairs/s  %5.2f x bare  p50 %6.3f ms  p99 %7.3f ms  claim alone p50 %6.3f ms",
          name,
          perSecond,
          ratio,
          median,
          p99,
          claimMedian);
    }
  }

  Rounds(Duration round, int threads, AtomicLong numbers) {
    this.round = round;
    this.threads = threads;
    this.numbers = numbers;
  }

  /** The rates; ratios are to the first way. */
  Map<String, Sample> of(Map<String, Way> ways) throws Exception {
    Map<String, List<Pair>> nanos = new LinkedHashMap<>();
    ways.keySet().forEach(name -> nanos.put(name, new ArrayList<>()));
    for (int number = 0; number < ROUNDS; number++) {
      for (var way : ways.entrySet()) {
        List<Pair> measured = run(way.getValue());
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

  private static Sample sample(List<Pair> pairs, double seconds, double first) {
    double rate = pairs.size() / seconds;
    long[] both = pairs.stream().mapToLong(Pair::both).sorted().toArray();
    long[] claims = pairs.stream().mapToLong(Pair::claim).sorted().toArray();
    return new Sample(rate, rate / first, at(both, 0.5), at(both, 0.99), at(claims, 0.5));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }

  private List<Pair> run(Way way) throws Exception {
    long end = System.nanoTime() + round.toNanos();
    List<Callable<List<Pair>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      tasks.add(() -> until(end, way));
    }
    List<Pair> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<List<Pair>> done : pool.invokeAll(tasks)) {
        all.addAll(done.get());
      }
    }
    TimeUnit.MILLISECONDS.sleep(300); // what is still to be told is not the next one's
    return all;
  }

  private List<Pair> until(long end, Way way) throws Exception {
    List<Pair> nanos = new ArrayList<>();
    long before = System.nanoTime();
    while (before < end) {
      long granted = way.claimAndRelease(numbers.incrementAndGet());
      long after = System.nanoTime();
      nanos.add(new Pair(granted - before, after - before));
      before = after;
    }
    return nanos;
  }
}
