package dev.signalbox.common.analysis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long each path is written. The writers of one path, and of the directories it is in, take
 * turns, so no plan ends before the first of them could start, all have run, and what follows the
 * quickest of them.
 */
final class PathLoads {
  private final PathTree tree;
  private final PathTimes times;
  private final long[] load;
  private final long[] head;
  private final long[] tail;
  private final int[] writers;

  PathLoads(PathTree tree, PathTimes times, int tasks) {
    this.tree = tree;
    this.times = times;
    this.load = new long[tree.nodes()];
    this.writers = new int[tree.nodes()];
    this.head = new long[tree.nodes()];
    this.tail = new long[tree.nodes()];
    Arrays.fill(head, Long.MAX_VALUE);
    Arrays.fill(tail, Long.MAX_VALUE);
    int[] writer = new int[tree.nodes()];
    Arrays.fill(writer, -1);
    IntStream.range(0, tasks).forEach(task -> enter(task, writer));
    for (int node = 1; node < tree.nodes(); node++) {
      inherit(node, tree.parent(node));
    }
  }

  /** The earliest end that the busiest path allows. */
  long bound() {
    return IntStream.range(0, tree.nodes())
        .filter(node -> writers[node] > 0)
        .mapToLong(node -> head[node] + load[node] + tail[node])
        .max()
        .orElse(0);
  }

  /** The paths with more than one writer, the longest written first. */
  List<BusyPath> busiest(int most) {
    return IntStream.range(0, tree.nodes())
        .filter(this::isShared)
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(node -> -load[node]).thenComparing(tree::path))
        .limit(most)
        .map(node -> new BusyPath(tree.path(node), writers[node], Duration.ofMillis(load[node])))
        .toList();
  }

  /** Of a directory and what is in it, only where a writer is added. */
  private boolean isShared(int node) {
    int above = tree.parent(node);
    return writers[node] > 1 && (above < 0 || writers[node] > writers[above]);
  }

  /** A path inside another that the task writes adds nothing: the outer one comes first. */
  private void enter(int task, int[] writer) {
    PathTree.Held held = tree.held(task);
    for (int at = 0; at < held.nodes().length; at++) {
      int node = held.nodes()[at];
      if (held.writes()[at] && !isInside(node, task, writer)) {
        writer[node] = task;
        writers[node]++;
        load[node] += times.millis(task);
        head[node] = Math.min(head[node], times.earliest(task));
        tail[node] = Math.min(tail[node], times.remaining(task) - times.millis(task));
      }
    }
  }

  private boolean isInside(int node, int task, int[] writer) {
    for (int above = tree.parent(node); above >= 0; above = tree.parent(above)) {
      if (writer[above] == task) {
        return true;
      }
    }
    return false;
  }

  private void inherit(int node, int above) {
    load[node] += load[above];
    writers[node] += writers[above];
    head[node] = Math.min(head[node], head[above]);
    tail[node] = Math.min(tail[node], tail[above]);
  }
}
