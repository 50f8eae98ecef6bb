package dev.signalbox.scheduler.core.deadlock;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A wait-for graph (Coffman et al., System Deadlocks, 1971) whose edges are asked for as they are
 * needed, so that a search costs what is waited for and not what there is.
 */
public final class WaitGraph<N> {
  private final Function<N, ? extends Collection<N>> waitsFor;

  /**
   * @param waitsFor all that a node waits for; it goes on only when none of them stands
   */
  public WaitGraph(Function<N, ? extends Collection<N>> waitsFor) {
    this.waitsFor = waitsFor;
  }

  /**
   * The shortest circle that a node is in: each waits for the next, and the last for the node.
   * Whoever begins to wait need only be asked about here, because a new circle goes through it.
   *
   * @return the circle, the node first; empty when it is in none
   */
  public List<N> circleThrough(N node) {
    Map<N, @Nullable N> reachedFrom = new HashMap<>();
    Deque<N> open = new ArrayDeque<>();
    open.add(node);
    reachedFrom.put(node, null);
    while (!open.isEmpty()) {
      N waiting = open.remove();
      for (N next : waitsFor.apply(waiting)) {
        if (next.equals(node)) {
          return path(reachedFrom, waiting);
        }
        if (!reachedFrom.containsKey(next)) {
          reachedFrom.put(next, waiting);
          open.add(next);
        }
      }
    }
    return List.of();
  }

  private static <N> List<N> path(Map<N, @Nullable N> reachedFrom, N last) {
    LinkedList<N> path = new LinkedList<>();
    for (N node = last; node != null; node = reachedFrom.get(node)) {
      path.addFirst(node);
    }
    return List.copyOf(path);
  }
}
