package dev.signalbox.scheduler.core.lookahead;

import java.util.Arrays;

/**
 * Looks for a good order of a plan: runs given orders forwards and, by what came out, backwards and
 * forwards again (justification: Tormos and Lova, 2001; Valls et al., 2005), then shakes the best
 * one and does it again, as long as the budget lasts. The same network gives the same order.
 */
public final class Lookahead {
  private static final int ROUNDS_PER_TASK = 2;
  private static final int SWINGS = 3;

  private final Network network;
  private final long budget;
  private final Greedy forwards;
  private final Greedy backwards;
  private final Noise noise = new Noise();
  private final long bound;
  private final long[] ends;
  private int[] best = {};
  private long[] bestKeys = {};
  private long bestEnd = Long.MAX_VALUE;

  private Lookahead(Network network, long budget) {
    this.network = network;
    this.budget = budget;
    this.forwards = new Greedy(network);
    this.backwards = new Greedy(network.reversed());
    this.bound = network.bound();
    this.ends = new long[network.tasks()];
  }

  /**
   * The best order found; the first of the given ones when none is better.
   *
   * @param budget how many tasks may be looked at; the first given order is always tried
   * @param urgencies of each task, several times: larger is earlier
   */
  public static int[] order(Network network, long budget, long[]... urgencies) {
    Lookahead lookahead = new Lookahead(network, budget);
    for (long[] urgency : urgencies) {
      lookahead.swing(urgency);
    }
    lookahead.shake();
    return lookahead.best;
  }

  private void shake() {
    int rounds = network.tasks() * ROUNDS_PER_TASK;
    for (int round = 0; round < rounds && goesOn(); round++) {
      swing(shaken());
    }
  }

  private boolean goesOn() {
    return bestEnd > bound && forwards.steps() + backwards.steps() < budget;
  }

  /** Forwards, and then some times backwards and forwards by what came out. */
  private void swing(long[] urgency) {
    long[] keys = urgency;
    for (int swing = 0; swing <= SWINGS && goesOn(); swing++) {
      int[] order = byKeys(keys);
      long end = forwards.run(order, ends);
      if (end < bestEnd) {
        bestEnd = end;
        best = order;
        bestKeys = keys;
      }
      backwards.run(byKeys(ends), ends);
      keys = ends.clone();
    }
  }

  /** The keys of the best order, some of them moved. */
  private long[] shaken() {
    long[] keys = bestKeys.clone();
    long reach = bestEnd * (2 + noise.below(16)) / 100 + 1;
    int share = 1 + noise.below(30);
    for (int task = 0; task < keys.length; task++) {
      if (noise.below(100) < share) {
        keys[task] += noise.below((int) Math.min(2 * reach, Integer.MAX_VALUE)) - reach;
      }
    }
    return keys;
  }

  /** The tasks, those with the largest keys first, then as they were written. */
  private static int[] byKeys(long[] keys) {
    int tasks = keys.length;
    long[] packed = new long[tasks];
    for (int task = 0; task < tasks; task++) {
      packed[task] = -keys[task] * tasks + task;
    }
    Arrays.sort(packed);
    int[] order = new int[tasks];
    for (int at = 0; at < tasks; at++) {
      order[at] = Math.floorMod(packed[at], tasks);
    }
    return order;
  }
}
