package dev.signalbox.benchmarks.makespan;

import java.util.stream.IntStream;

/**
 * What no execution of a plan can be faster than, whoever decides.
 *
 * @param plain max(work/slots, longest path, shortest head + load + shortest tail of each file)
 * @param tight the plain one, and more where heads, tails and slots together prove more
 */
record LowerBounds(long plain, long tight) {
  private static final int GRID = 24;

  static LowerBounds of(Dag dag, int slots) {
    int[] all = IntStream.range(0, dag.tasks()).toArray();
    long plain = plain(dag, slots);
    long[] tails = Tails.of(dag, slots);
    long[] heads = Tails.of(dag.reversed(), slots);
    long tight = Math.max(plain, longest(dag, heads, tails));
    OneMachine file = new OneMachine(dag.millis());
    for (int[] writers : dag.writers()) {
      tight = Math.max(tight, file.bound(writers, heads, tails));
    }
    Machines machines = new Machines(dag.millis(), slots);
    tight = Math.max(tight, machines.bound(all, heads, tails, GRID));
    return new LowerBounds(plain, tight);
  }

  private static long plain(Dag dag, int slots) {
    long[] tails = paths(dag);
    long[] heads = paths(dag.reversed());
    long bound = Math.max(Math.ceilDiv(dag.work(), (long) slots), longest(dag, heads, tails));
    for (int[] writers : dag.writers()) {
      long load = IntStream.of(writers).mapToLong(task -> dag.millis()[task]).sum();
      long head = IntStream.of(writers).mapToLong(task -> heads[task]).min().orElse(0);
      long tail = IntStream.of(writers).mapToLong(task -> tails[task]).min().orElse(0);
      bound = Math.max(bound, head + load + tail);
    }
    return bound;
  }

  private static long longest(Dag dag, long[] heads, long[] tails) {
    return IntStream.range(0, dag.tasks())
        .mapToLong(task -> heads[task] + dag.millis()[task] + tails[task])
        .max()
        .orElse(0);
  }

  private static long[] paths(Dag dag) {
    int[][] dependents = dag.dependents();
    int[] ordered = dag.ordered();
    long[] paths = new long[dag.tasks()];
    for (int at = ordered.length - 1; at >= 0; at--) {
      for (int dependent : dependents[ordered[at]]) {
        paths[ordered[at]] =
            Math.max(paths[ordered[at]], dag.millis()[dependent] + paths[dependent]);
      }
    }
    return paths;
  }
}
