package dev.signalbox.common.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Finds cycles by a depth-first walk without recursion, so that long chains do no harm. */
final class Cycles {
  private static final int MOST_REPORTED = 10;

  private final Map<String, List<String>> graph;
  private final Map<String, Integer> depths = new HashMap<>();
  private final List<String> path = new ArrayList<>();
  private final Deque<Iterator<String>> open = new ArrayDeque<>();
  private final List<List<String>> found = new ArrayList<>();

  private Cycles(Map<String, List<String>> graph) {
    this.graph = graph;
  }

  /** Up to ten cycles, each from a node to the same node again. */
  static List<List<String>> in(Map<String, List<String>> graph) {
    Cycles cycles = new Cycles(graph);
    graph.keySet().forEach(cycles::walk);
    return cycles.found;
  }

  private void walk(String start) {
    visit(start);
    while (!open.isEmpty() && found.size() < MOST_REPORTED) {
      if (open.peek().hasNext()) {
        visit(open.peek().next());
      } else {
        open.pop();
        depths.put(path.removeLast(), -1);
      }
    }
  }

  private void visit(String node) {
    Integer depth = depths.putIfAbsent(node, path.size());
    if (depth == null) {
      path.add(node);
      open.push(graph.getOrDefault(node, List.of()).iterator());
    } else if (depth >= 0 && found.size() < MOST_REPORTED) {
      List<String> cycle = new ArrayList<>(path.subList(depth, path.size()));
      cycle.add(node);
      found.add(cycle);
    }
  }
}
