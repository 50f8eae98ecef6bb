package dev.signalbox.benchmarks.makespan;

import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanOrder;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plans as their authors would write them. */
final class PlanText {
  private PlanText() {}

  /**
   * @param millis what the author thinks that each task takes
   */
  static Plan plan(Dag dag, long[] millis, int slots, PlanOrder order) {
    StringBuilder text =
        new StringBuilder(
            """
            signalbox: 1
            name: benchmark
            repository: { path: /benchmark }
            limits: { max-workers: %d }
            order: %s
            tasks:
            """
                .formatted(slots, order == PlanOrder.FIFO ? "fifo" : "critical-path"));
    for (int task = 0; task < dag.tasks(); task++) {
      text.append("  t%d: { run: 'true', estimate: %dms, ".formatted(task, millis[task]))
          .append("needs: [%s], ".formatted(names("t", "", dag.needs()[task])))
          .append("files: [%s] }%n".formatted(names("f", ".txt", dag.writes()[task])));
    }
    return switch (new PlanReader().read(text.toString())) {
      case PlanReading.Valid valid -> valid.plan();
      case PlanReading.Invalid invalid ->
          throw new IllegalStateException("benchmark plan: " + invalid.problems());
    };
  }

  private static String names(String before, String after, int[] numbers) {
    return IntStream.of(numbers)
        .mapToObj(number -> before + number + after)
        .collect(Collectors.joining(", "));
  }
}
