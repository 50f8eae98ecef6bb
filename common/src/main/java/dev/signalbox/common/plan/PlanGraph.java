package dev.signalbox.common.plan;

import dev.signalbox.common.id.TaskKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The needs of a plan's tasks as a graph without cycles. Built in time linear in tasks and needs
 * (A. B. Kahn, "Topological sorting of large networks", 1962). Tasks are numbered as in the plan,
 * from 0, so that what is computed on it can live in arrays.
 */
public final class PlanGraph {
  private final List<TaskKey> keys;
  private final Map<TaskKey, Integer> numbers;
  private final int[][] needs;
  private final int[][] dependents;
  private final int[] order;
  private final int[] waves;

  private PlanGraph(List<TaskKey> keys, Map<TaskKey, Integer> numbers, int[][] needs) {
    this.keys = List.copyOf(keys);
    this.numbers = numbers;
    this.needs = needs;
    this.dependents = turned(needs);
    this.waves = new int[needs.length];
    this.order = sorted();
  }

  /** The graph of a plan; throws IllegalArgumentException when its needs have a cycle. */
  public static PlanGraph of(Plan plan) {
    return of(plan.tasks(), TaskSpec::key, TaskSpec::needs);
  }

  /** The graph of anything that has a key and needs others. */
  public static <T> PlanGraph of(
      List<T> tasks, Function<T, TaskKey> key, Function<T, List<TaskKey>> needs) {
    List<TaskKey> keys = tasks.stream().map(key).toList();
    Map<TaskKey, Integer> numbers = new HashMap<>();
    keys.forEach(each -> numbers.put(each, numbers.size()));
    int[][] found = new int[keys.size()][];
    for (int task = 0; task < found.length; task++) {
      found[task] =
          needs.apply(tasks.get(task)).stream()
              .mapToInt(need -> numbers.computeIfAbsent(need, PlanGraph::unknown))
              .distinct()
              .toArray();
    }
    return new PlanGraph(keys, numbers, found);
  }

  public int size() {
    return keys.size();
  }

  public TaskKey key(int task) {
    return keys.get(task);
  }

  /** The number of a task; throws IllegalArgumentException when there is none. */
  public int number(TaskKey key) {
    Integer number = numbers.get(key);
    return number == null ? unknown(key) : number;
  }

  /** The tasks that this one needs; not to be written to. */
  public int[] needs(int task) {
    return needs[task];
  }

  /** The tasks that need this one, in the order of the plan; not to be written to. */
  public int[] dependents(int task) {
    return dependents[task];
  }

  /** The wave of a task: 0 without needs, else one more than its latest need. */
  public int wave(int task) {
    return waves[task];
  }

  /** Every task after its needs, else in the order of the plan as far as waves allow. */
  public int[] order() {
    return order.clone();
  }

  /** The tasks of each wave, in the order of the plan. */
  public List<List<TaskKey>> waves() {
    List<List<TaskKey>> found = new ArrayList<>();
    for (int task = 0; task < waves.length; task++) {
      while (found.size() <= waves[task]) {
        found.add(new ArrayList<>());
      }
      found.get(waves[task]).add(keys.get(task));
    }
    return found;
  }

  /** How many needs there are. */
  public int edges() {
    return Arrays.stream(needs).mapToInt(each -> each.length).sum();
  }

  private static Integer unknown(TaskKey need) {
    throw new IllegalArgumentException("no task " + need);
  }

  private static int[][] turned(int[][] needs) {
    int[] counts = new int[needs.length];
    for (int[] each : needs) {
      for (int need : each) {
        counts[need]++;
      }
    }
    int[][] dependents = new int[needs.length][];
    for (int task = 0; task < needs.length; task++) {
      dependents[task] = new int[counts[task]];
    }
    int[] filled = new int[needs.length];
    for (int task = 0; task < needs.length; task++) {
      for (int need : needs[task]) {
        dependents[need][filled[need]++] = task;
      }
    }
    return dependents;
  }

  private int[] sorted() {
    int[] found = new int[needs.length];
    int[] open = new int[needs.length];
    int count = 0;
    for (int task = 0; task < needs.length; task++) {
      open[task] = needs[task].length;
      if (open[task] == 0) {
        found[count++] = task;
      }
    }
    for (int at = 0; at < count; at++) {
      for (int dependent : dependents[found[at]]) {
        waves[dependent] = Math.max(waves[dependent], waves[found[at]] + 1);
        if (--open[dependent] == 0) {
          found[count++] = dependent;
        }
      }
    }
    if (count < found.length) {
      throw new IllegalArgumentException("the needs have a cycle");
    }
    return found;
  }
}
