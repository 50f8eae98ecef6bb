package dev.signalbox.benchmarks.makespan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * How much time lies behind each task at least: the longest path, and more where the tasks behind
 * it write the same file and so pass one after another, or are too many for the slots.
 */
final class Tails {
  private static final int GRID = 8;
  private static final long UNREACHED = -1;

  private final Dag dag;
  private final int[][] dependents;
  private final OneMachine file;
  private final Machines machines;
  private final int slots;
  private final long[] tails;
  private final BitSet[] behind;

  /** The longest path from a task's end to another's start. */
  private final long[][] distance;

  private Tails(Dag dag, int slots) {
    this.dag = dag;
    this.dependents = dag.dependents();
    this.file = new OneMachine(dag.millis());
    this.machines = new Machines(dag.millis(), slots);
    this.slots = slots;
    this.tails = new long[dag.tasks()];
    this.behind = new BitSet[dag.tasks()];
    this.distance = new long[dag.tasks()][dag.tasks()];
  }

  static long[] of(Dag dag, int slots) {
    Tails found = new Tails(dag, slots);
    int[] ordered = dag.ordered();
    for (int at = ordered.length - 1; at >= 0; at--) {
      found.visit(ordered[at]);
    }
    return found.tails;
  }

  private void visit(int task) {
    reach(task);
    int[] all = behind[task].stream().toArray();
    long[] from = distance[task];
    long tail = 0;
    for (int dependent : dependents[task]) {
      tail = Math.max(tail, dag.millis()[dependent] + tails[dependent]);
    }
    for (int[] writers : byFile(all)) {
      if (writers.length > 1) {
        tail = Math.max(tail, file.bound(writers, from, tails));
      }
    }
    if (all.length > slots) {
      tail = Math.max(tail, machines.bound(all, from, tails, GRID));
    }
    tails[task] = tail;
  }

  private void reach(int task) {
    BitSet reached = new BitSet(dag.tasks());
    long[] from = distance[task];
    Arrays.fill(from, UNREACHED);
    for (int dependent : dependents[task]) {
      reached.set(dependent);
      reached.or(behind[dependent]);
      from[dependent] = Math.max(from[dependent], 0);
      for (int further : behind[dependent].stream().toArray()) {
        long through = dag.millis()[dependent] + distance[dependent][further];
        from[further] = Math.max(from[further], through);
      }
    }
    behind[task] = reached;
  }

  private int[][] byFile(int[] tasks) {
    List<List<Integer>> writers = new ArrayList<>();
    for (int path = 0; path < dag.files(); path++) {
      writers.add(new ArrayList<>());
    }
    for (int task : tasks) {
      for (int path : dag.writes()[task]) {
        writers.get(path).add(task);
      }
    }
    return writers.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
