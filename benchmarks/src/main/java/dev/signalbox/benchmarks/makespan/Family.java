package dev.signalbox.benchmarks.makespan;

import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The shapes of graph that plans are drawn from. */
enum Family {
  /** Six to 25 layers; each task needs up to three of the layer before. */
  LAYERED {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {
      int layers = random.nextInt(6, 26);
      for (int task = 0; task < needs.length; task++) {
        int layer = task * layers / needs.length;
        int from = Math.ceilDiv((layer - 1) * needs.length, layers);
        int to = Math.ceilDiv(layer * needs.length, layers);
        if (layer > 0) {
          some(needs[task], random.nextInt(1, 4), from, to, random);
        }
      }
    }
  },
  /** Up to two needs among all tasks before. */
  SPARSE {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {
      for (int task = 1; task < needs.length; task++) {
        some(needs[task], random.nextInt(3), 0, task, random);
      }
    }
  },
  /** Two to six needs among all tasks before. */
  DENSE {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {
      for (int task = 1; task < needs.length; task++) {
        some(needs[task], random.nextInt(2, 7), 0, task, random);
      }
    }
  },
  /** Up to three needs among the 40 tasks before. */
  NEAR {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {
      for (int task = 1; task < needs.length; task++) {
        some(needs[task], random.nextInt(4), Math.max(0, task - 40), task, random);
      }
    }
  },
  /** Eight to 32 chains; one task in five needs one of another chain too. */
  CHAINS {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {
      int chains = random.nextInt(8, 33);
      for (int task = chains; task < needs.length; task++) {
        needs[task].add(task - chains);
        if (random.nextInt(5) == 0) {
          some(needs[task], 1, Math.max(0, task - 3 * chains), task, random);
        }
      }
    }
  },
  /** Five to 44 tasks side by side, then one that needs them all, and again. */
  FORK_JOIN {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {
      int fork = -1;
      int join = random.nextInt(5, 45);
      for (int task = 0; task < needs.length; task++) {
        if (task == join) {
          some(needs[task], Integer.MAX_VALUE, fork + 1, task, random);
          fork = task;
          join = task + random.nextInt(6, 46);
        } else if (fork >= 0) {
          needs[task].add(fork);
        }
      }
    }
  },
  /** Each task needs one of the 60 before. */
  OUT_TREE {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {
      for (int task = 1; task < needs.length; task++) {
        some(needs[task], 1, Math.max(0, task - 60), task, random);
      }
    }
  },
  /** Each task is needed by one of the 60 behind. */
  IN_TREE {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {
      for (int task = 0; task < needs.length - 1; task++) {
        int last = Math.min(needs.length, task + 61);
        needs[random.nextInt(task + 1, last)].add(task);
      }
    }
  },
  /** No needs at all. */
  BROAD {
    @Override
    void connect(Set<Integer>[] needs, RandomGenerator random) {}
  };

  abstract void connect(Set<Integer>[] needs, RandomGenerator random);

  /** The needs of each of so many tasks. */
  int[][] needs(int tasks, RandomGenerator random) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Set<Integer>[] needs = new Set[tasks];
    for (int task = 0; task < tasks; task++) {
      needs[task] = new TreeSet<>();
    }
    connect(needs, random);
    int[][] found = new int[tasks][];
    for (int task = 0; task < tasks; task++) {
      found[task] = needs[task].stream().mapToInt(Integer::intValue).toArray();
    }
    return found;
  }

  private static void some(
      Set<Integer> needs, int count, int from, int to, RandomGenerator random) {
    if (count >= to - from) {
      for (int task = from; task < to; task++) {
        needs.add(task);
      }
    } else {
      random.ints(count, from, to).forEach(needs::add);
    }
  }
}
