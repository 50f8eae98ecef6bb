package dev.signalbox.common.analysis;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanGraph;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A plan before it runs (S3-01 to S3-05). Its cost grows with tasks, needs and paths.
 *
 * @param waves the tasks by wave, from 0; for display only, since tasks start as their needs merge
 * @param width the tasks of the widest wave
 * @param usefulWorkers more workers than these end the plan no earlier
 * @param parallelism work over longest path: how many workers are busy on average at best
 * @param longest the length of the critical path
 * @param sources how many tasks' times come from where
 * @param busiest the paths that are written longest, one writer at a time
 */
public record PlanAnalysis(
    int tasks,
    int needs,
    GraphKind kind,
    List<List<TaskKey>> waves,
    int width,
    int usefulWorkers,
    double parallelism,
    Duration work,
    Duration longest,
    List<Step> criticalPath,
    List<Step> steps,
    Map<Effort.Source, Integer> sources,
    Bounds bounds,
    List<BusyPath> busiest) {
  private static final int MOST_BUSY = 10;

  public PlanAnalysis {
    waves = waves.stream().map(List::copyOf).toList();
    criticalPath = List.copyOf(criticalPath);
    steps = List.copyOf(steps);
    sources = Map.copyOf(sources);
    busiest = List.copyOf(busiest);
  }

  /**
   * A task in time, if only needs counted.
   *
   * @param start from the plan's start, at the earliest
   * @param slack how much later it may start without ending the plan later
   */
  public record Step(TaskKey task, int wave, Duration start, Duration duration, Duration slack) {

    /** Whether each delay of the task delays the plan. */
    public boolean isCritical() {
      return slack.isZero();
    }
  }

  /**
   * How long a number of workers take.
   *
   * @param least no order of the tasks is quicker
   * @param greedy what starting any free task at once stays below, if paths never get in the way
   *     (R. L. Graham, 1966)
   */
  public record Bounds(int workers, Duration least, Duration greedy) {}

  /** The analysis of a plan with as many workers as it allows. */
  public static PlanAnalysis of(Plan plan, Effort effort) {
    return of(plan, effort, plan.limits().maxWorkers());
  }

  public static PlanAnalysis of(Plan plan, Effort effort, int workers) {
    PlanGraph graph = PlanGraph.of(plan);
    long[] millis = plan.tasks().stream().mapToLong(effort::millis).toArray();
    PathTimes times = new PathTimes(graph, millis);
    PathLoads loads = new PathLoads(new PathTree(plan), times, graph.size());
    List<List<TaskKey>> waves = graph.waves();
    return new PlanAnalysis(
        graph.size(),
        graph.edges(),
        GraphKind.of(graph),
        waves,
        waves.stream().mapToInt(List::size).max().orElse(0),
        times.peak(),
        times.longest() == 0 ? 0 : (double) times.work() / times.longest(),
        Duration.ofMillis(times.work()),
        Duration.ofMillis(times.longest()),
        times.criticalPath().stream().map(task -> step(graph, times, task)).toList(),
        IntStream.range(0, graph.size()).mapToObj(task -> step(graph, times, task)).toList(),
        sources(plan),
        bounds(times, loads, workers),
        loads.busiest(MOST_BUSY));
  }

  private static Step step(PlanGraph graph, PathTimes times, int task) {
    return new Step(
        graph.key(task),
        graph.wave(task),
        Duration.ofMillis(times.earliest(task)),
        Duration.ofMillis(times.millis(task)),
        Duration.ofMillis(times.slack(task)));
  }

  private static Map<Effort.Source, Integer> sources(Plan plan) {
    Map<Effort.Source, Integer> counts = new EnumMap<>(Effort.Source.class);
    for (TaskSpec task : plan.tasks()) {
      counts.merge(Effort.source(task), 1, Integer::sum);
    }
    return counts;
  }

  private static Bounds bounds(PathTimes times, PathLoads loads, int workers) {
    long share = Math.ceilDiv(times.work(), workers);
    long least = Math.max(Math.max(times.longest(), share), loads.bound());
    long rest = Math.ceilDiv(times.work() - times.longest(), workers);
    return new Bounds(
        workers,
        Duration.ofMillis(least),
        Duration.ofMillis(Math.max(least, times.longest() + rest)));
  }
}
