package dev.signalbox.benchmarks.makespan;

import java.util.Arrays;

/**
 * What a number of slots needs at least: for tasks that begin late and have much behind them, no
 * slot begins before the shortest heads and none ends before the shortest tails (Carlier, 1987).
 */
final class Machines {
  private final long[] millis;
  private final int slots;

  Machines(long[] millis, int slots) {
    this.millis = millis;
    this.slots = slots;
  }

  /** The largest bound over subsets with heads and tails above some of their values. */
  long bound(int[] tasks, long[] heads, long[] tails, int grid) {
    long[] byHead = Arrays.stream(tasks).mapToLong(task -> heads[task]).sorted().toArray();
    long[] byTail = Arrays.stream(tasks).mapToLong(task -> tails[task]).sorted().toArray();
    long bound = 0;
    for (int i = 0; i < grid; i++) {
      for (int j = 0; j < grid; j++) {
        long head = byHead[i * tasks.length / grid];
        long tail = byTail[j * tasks.length / grid];
        int[] some =
            Arrays.stream(tasks)
                .filter(task -> heads[task] >= head && tails[task] >= tail)
                .toArray();
        bound = Math.max(bound, bound(some, heads, tails));
      }
    }
    return bound;
  }

  private long bound(int[] tasks, long[] heads, long[] tails) {
    if (tasks.length < slots) {
      return 0;
    }
    long work = Arrays.stream(tasks).mapToLong(task -> millis[task]).sum();
    return Math.ceilDiv(work + shortest(tasks, heads) + shortest(tasks, tails), (long) slots);
  }

  private long shortest(int[] tasks, long[] times) {
    return Arrays.stream(tasks).mapToLong(task -> times[task]).sorted().limit(slots).sum();
  }
}
