package dev.signalbox.common.analysis;

import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.Mode;
import dev.signalbox.common.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths that a plan's tasks hold, as one tree: nodes are numbered from the root, 0, so that a
 * parent's number is less than its children's.
 */
final class PathTree {
  static final int ROOT = 0;

  /** What one task holds: nodes, and whether each is written. */
  record Held(int[] nodes, boolean[] writes) {}

  private record Edge(int parent, String segment) {}

  private final List<String> paths = new ArrayList<>(List.of(""));
  private final List<Integer> parents = new ArrayList<>(List.of(-1));
  private final Map<Edge, Integer> children = new HashMap<>();
  private final Held[] held;

  PathTree(Plan plan) {
    this.held =
        plan.tasks().stream()
            .map(task -> held(plan.footprintOf(task).holds()))
            .toArray(Held[]::new);
  }

  int nodes() {
    return paths.size();
  }

  /** As in the repository; empty for the whole of it. */
  String path(int node) {
    return paths.get(node);
  }

  /** The node that contains this one; -1 for the root. */
  int parent(int node) {
    return parents.get(node);
  }

  Held held(int task) {
    return held[task];
  }

  private Held held(List<Hold> holds) {
    int[] nodes = new int[holds.size()];
    boolean[] writes = new boolean[holds.size()];
    for (int at = 0; at < nodes.length; at++) {
      nodes[at] = node(holds.get(at).path());
      writes[at] = holds.get(at).mode() == Mode.WRITE;
    }
    return new Held(nodes, writes);
  }

  private int node(String path) {
    int node = ROOT;
    if (!path.isEmpty()) {
      for (String segment : path.split("/")) {
        node = child(node, segment);
      }
    }
    return node;
  }

  private int child(int parent, String segment) {
    return children.computeIfAbsent(
        new Edge(parent, segment),
        absent -> {
          paths.add(parent == ROOT ? segment : paths.get(parent) + "/" + segment);
          parents.add(parent);
          return paths.size() - 1;
        });
  }
}
