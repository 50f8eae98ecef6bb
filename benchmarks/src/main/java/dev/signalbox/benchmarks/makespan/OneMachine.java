package dev.signalbox.benchmarks.makespan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What must pass one after another takes at least as long as Jackson's preemptive schedule: always
 * run what has the longest tail (Carlier, The one-machine sequencing problem, 1982).
 */
final class OneMachine {

  /** Work that can be interrupted. */
  private static final class Part {
    final long tail;
    long left;

    Part(long left, long tail) {
      this.left = left;
      this.tail = tail;
    }
  }

  private final long[] millis;

  OneMachine(long[] millis) {
    this.millis = millis;
  }

  /**
   * The least time from zero to the end of all tails.
   *
   * @param heads when each task can begin, by task
   * @param tails what follows each task, by task
   */
  long bound(int[] tasks, long[] heads, long[] tails) {
    Integer[] byHead = Arrays.stream(tasks).boxed().toArray(Integer[]::new);
    Arrays.sort(byHead, Comparator.comparingLong((Integer task) -> heads[task]));
    PriorityQueue<Part> open =
        new PriorityQueue<>(Comparator.comparingLong((Part part) -> -part.tail));
    long now = 0;
    long bound = 0;
    int next = 0;
    while (next < byHead.length || !open.isEmpty()) {
      if (open.isEmpty()) {
        now = Math.max(now, heads[byHead[next]]);
      }
      while (next < byHead.length && heads[byHead[next]] <= now) {
        int task = byHead[next++];
        open.add(new Part(millis[task], tails[task]));
      }
      long until = next < byHead.length ? heads[byHead[next]] : Long.MAX_VALUE;
      now = run(open, now, until);
      bound = Math.max(bound, ended(open, now));
    }
    return bound;
  }

  private static long run(PriorityQueue<Part> open, long now, long until) {
    Part part = open.element();
    long time = Math.min(part.left, until - now);
    part.left -= time;
    return now + time;
  }

  private static long ended(PriorityQueue<Part> open, long now) {
    Part part = open.element();
    if (part.left > 0) {
      return 0;
    }
    open.remove();
    return now + part.tail;
  }
}
