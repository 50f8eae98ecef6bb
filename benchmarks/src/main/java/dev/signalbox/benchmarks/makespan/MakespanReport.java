package dev.signalbox.benchmarks.makespan;

import dev.signalbox.common.plan.PlanOrder;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Prints how far the makespans of random plans are above their lower bounds: decided by the real
 * core, with right and with wrong estimates, beside the same plans first come, first served and in
 * waves. Argument: plans per family (200 when left out).
 */
public final class MakespanReport {
  private static final List<Integer> SLOTS = List.of(4, 16);
  private static final double ESTIMATE_ERROR = 0.5;

  /** How a plan is executed. */
  enum Way {
    CRITICAL_PATH,
    WRONG_ESTIMATES,
    FIFO,
    WAVES
  }

  private final PrintStream out;
  private final int plans;

  private MakespanReport(PrintStream out, int plans) {
    this.out = out;
    this.plans = plans;
  }

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    int plans = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
    new MakespanReport(System.out, plans).print();
  }

  private void print() {
    out.printf(
        "%d plans per family, %d tasks, 1 to 3 of %d files each; makespan / lower bound%n",
        plans, RandomDags.TASKS, RandomDags.FILES);
    for (int slots : SLOTS) {
      out.printf("%n%d slots%n%s", slots, Ratios.heading());
      Map<Way, Ratios> all = empty();
      for (Family family : Family.values()) {
        for (int zipf = 0; zipf < 2; zipf++) {
          Map<Way, Ratios> ratios = measure(family, zipf, slots);
          out.print(Ratios.line(family + (zipf == 0 ? " even files" : " Zipf files"), ratios));
          ratios.forEach((way, some) -> all.merge(way, some, Ratios::and));
        }
      }
      out.print(Ratios.line("ALL", all));
    }
  }

  private Map<Way, Ratios> measure(Family family, int zipf, int slots) {
    Map<Way, Ratios> ratios = empty();
    for (int number = zipf; number < plans; number += 2) {
      Dag dag = RandomDags.of(family, number);
      LowerBounds bounds = LowerBounds.of(dag, slots);
      long waves = new Waves(dag, slots).makespan();
      long[] wrong = wrong(dag, number);
      Map<Way, Long> makespans =
          Map.of(
              Way.CRITICAL_PATH, run(dag, dag.millis(), slots, PlanOrder.CRITICAL_PATH),
              Way.WRONG_ESTIMATES, run(dag, wrong, slots, PlanOrder.CRITICAL_PATH),
              Way.FIFO, run(dag, dag.millis(), slots, PlanOrder.FIFO),
              Way.WAVES, waves);
      makespans.forEach(
          (way, millis) -> ratios.merge(way, Ratios.of(millis, bounds, waves), Ratios::and));
    }
    return ratios;
  }

  private static long run(Dag dag, long[] estimates, int slots, PlanOrder order) {
    return new CoreRun(dag, slots).makespan(PlanText.plan(dag, estimates, slots, order));
  }

  /** Authors who are off by a factor of 1.6 or more in every third task. */
  private static long[] wrong(Dag dag, int seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long[] wrong = dag.millis().clone();
    for (int task = 0; task < wrong.length; task++) {
      double factor = Math.exp(ESTIMATE_ERROR * random.nextGaussian());
      wrong[task] = Math.max(1, Math.round(wrong[task] * factor));
    }
    return wrong;
  }

  private static Map<Way, Ratios> empty() {
    Map<Way, Ratios> ratios = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      ratios.put(way, Ratios.NONE);
    }
    return ratios;
  }
}
