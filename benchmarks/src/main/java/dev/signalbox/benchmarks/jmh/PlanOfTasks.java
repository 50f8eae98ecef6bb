package dev.signalbox.benchmarks.jmh;

import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Plans of any size and one shape: a broad random graph, each task with up to three needs among the
 * 200 before it and one or two of as many files as a fifth of the tasks.
 */
final class PlanOfTasks {
  private static final int REACH = 200;
  private static final long SEED = 7;

  private PlanOfTasks() {}

  static PlanSetup of(int tasks) {
    return new PlanSetup(
        SchedulingEventBenchmark.PLAN,
        read(document(tasks)),
        "/benchmark",
        "main",
        "main",
        "0".repeat(40),
        "benchmark",
        Instant.EPOCH);
  }

  private static String document(int tasks) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    StringBuilder text =
        new StringBuilder(
            """
            signalbox: 1
            name: benchmark
            repository: { path: /benchmark }
            limits: { max-workers: 64 }
            tasks:
            """);
    for (int task = 0; task < tasks; task++) {
      text.append("  t%d: { run: 'true', needs: [".formatted(task));
      int from = Math.max(1, task - REACH);
      int needs = task < REACH ? 0 : random.nextInt(4);
      text.append(
          random
              .ints(needs, from, Math.max(from + 1, task))
              .distinct()
              .sorted()
              .mapToObj(need -> "t" + need)
              .reduce((a, b) -> a + ", " + b)
              .orElse(""));
      int file = random.nextInt(Math.max(1, tasks / 5));
      text.append("], files: [src/%d/%d.txt] }%n".formatted(file % 100, file));
    }
    return text.toString();
  }

  private static Plan read(String document) {
    return switch (new PlanReader().read(document)) {
      case PlanReading.Valid valid -> valid.plan();
      case PlanReading.Invalid invalid ->
          throw new IllegalStateException("benchmark plan: " + invalid.problems());
    };
  }
}
