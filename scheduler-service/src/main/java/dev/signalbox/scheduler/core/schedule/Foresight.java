package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Mode;
import dev.signalbox.scheduler.core.conflict.PathHold;
import dev.signalbox.scheduler.core.lookahead.Lookahead;
import dev.signalbox.scheduler.core.lookahead.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Orders a plan by running it in advance, with the expected durations and all slots it may have.
 * For plans of a size where that costs less than a tenth of a second; larger ones go by rank and
 * file load alone.
 */
final class Foresight {
  static final int MOST_TASKS = 2_000;

  private final List<TaskRun> tasks;
  private final Map<String, Integer> paths = new HashMap<>();

  private Foresight(PlanRun plan) {
    this.tasks = List.copyOf(plan.tasks());
    for (TaskRun task : tasks) {
      task.holds.forEach(hold -> paths.putIfAbsent(hold.path(), paths.size()));
    }
  }

  /** Whether the plan is ordered in advance. */
  static boolean covers(PlanRun plan) {
    return plan.tasks().size() <= MOST_TASKS;
  }

  /**
   * Gives every task its place as its weight.
   *
   * @param slots how many attempts the plan may have out
   * @param budget how many tasks may be looked at
   */
  static void order(PlanRun plan, int slots, long budget) {
    Foresight foresight = new Foresight(plan);
    FileLoads loads = new FileLoads();
    foresight.tasks.forEach(task -> loads.add(task, 1));
    int[] order =
        Lookahead.order(
            foresight.network(slots),
            budget,
            foresight.each(task -> task.rank + loads.busiest(task)),
            foresight.each(task -> task.rank),
            foresight.each(task -> task.expected.millis() + loads.busiest(task)),
            foresight.each(task -> -task.ordinal));
    for (int at = 0; at < order.length; at++) {
      foresight.tasks.get(order[at]).weight = order.length - at;
    }
  }

  private long[] each(ToLongFunction<TaskRun> value) {
    return tasks.stream().mapToLong(value).toArray();
  }

  private Network network(int slots) {
    int[][] needs =
        tasks.stream()
            .map(task -> task.needs.stream().mapToInt(need -> need.ordinal).toArray())
            .toArray(int[][]::new);
    int[][] alone = tasks.stream().map(this::alone).toArray(int[][]::new);
    int[][] together = tasks.stream().map(this::together).toArray(int[][]::new);
    long[] millis = each(task -> task.expected.millis());
    return new Network(millis, needs, alone, together, paths.size(), slots);
  }

  private int[] alone(TaskRun task) {
    return numbers(
        task.holds.stream().filter(hold -> hold.mode() == Mode.WRITE).map(PathHold::path).toList());
  }

  /** What is read, and every folder around a held path that somebody wants as a whole. */
  private int[] together(TaskRun task) {
    List<String> names = new ArrayList<>();
    for (PathHold hold : task.holds) {
      if (hold.mode() == Mode.READ) {
        names.add(hold.path());
      }
      for (int depth = 0; depth < hold.segments().size(); depth++) {
        names.add(String.join("/", hold.segments().subList(0, depth)));
      }
    }
    int[] own = alone(task);
    return Arrays.stream(numbers(names))
        .filter(number -> Arrays.stream(own).noneMatch(mine -> mine == number))
        .toArray();
  }

  private int[] numbers(List<String> names) {
    return new TreeSet<>(names.stream().filter(paths::containsKey).map(paths::get).toList())
        .stream().mapToInt(Integer::intValue).toArray();
  }
}
