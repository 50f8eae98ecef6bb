package dev.signalbox.benchmarks.makespan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A plan as numbers: how long each task takes, the tasks it needs, the files it writes. Read only.
 *
 * @param files how many files there are
 */
record Dag(long[] millis, int[][] needs, int[][] writes, int files) {

  int tasks() {
    return millis.length;
  }

  long work() {
    return LongStream.of(millis).sum();
  }

  /** The tasks that need each task. */
  int[][] dependents() {
    List<List<Integer>> found = new ArrayList<>();
    for (int task = 0; task < tasks(); task++) {
      found.add(new ArrayList<>());
    }
    for (int task = 0; task < tasks(); task++) {
      for (int need : needs[task]) {
        found.get(need).add(task);
      }
    }
    return arrays(found);
  }

  /** The tasks that write each file. */
  int[][] writers() {
    List<List<Integer>> found = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      found.add(new ArrayList<>());
    }
    for (int task = 0; task < tasks(); task++) {
      for (int file : writes[task]) {
        found.get(file).add(task);
      }
    }
    return arrays(found);
  }

  /** The same work backwards in time. */
  Dag reversed() {
    return new Dag(millis, dependents(), writes, files);
  }

  /** Every task after all it needs. */
  int[] ordered() {
    int[][] dependents = dependents();
    int[] open = new int[tasks()];
    int[] ordered = new int[tasks()];
    int end = 0;
    for (int task = 0; task < tasks(); task++) {
      open[task] = needs[task].length;
      if (open[task] == 0) {
        ordered[end++] = task;
      }
    }
    for (int at = 0; at < end; at++) {
      for (int dependent : dependents[ordered[at]]) {
        if (--open[dependent] == 0) {
          ordered[end++] = dependent;
        }
      }
    }
    return Arrays.copyOf(ordered, end);
  }

  /** How many needs lie before each task, on the path with the most. */
  int[] waves() {
    int[] waves = new int[tasks()];
    for (int task : ordered()) {
      for (int need : needs[task]) {
        waves[task] = Math.max(waves[task], waves[need] + 1);
      }
    }
    return waves;
  }

  private static int[][] arrays(List<List<Integer>> lists) {
    return lists.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
