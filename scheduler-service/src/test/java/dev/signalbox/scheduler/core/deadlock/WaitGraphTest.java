package dev.signalbox.scheduler.core.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WaitGraphTest {
  private static final int NODES = 8;

  @Test
  @DisplayName("S0-41: a chain is no circle, however long")
  void aChainIsNoCircle() {
    Map<String, List<String>> waits = Map.of("a", List.of("b"), "b", List.of("c"));
    assertThat(graph(waits).circleThrough("a")).isEmpty();
  }

  @Test
  @DisplayName("S0-40: the circle is named in the order of waiting, its shortest form")
  void theShortestCircleIsNamed() {
    Map<String, List<String>> waits =
        Map.of(
            "a", List.of("b", "d"), "b", List.of("c"), "c", List.of("a"), "d", List.of("e", "a"));
    assertThat(graph(waits).circleThrough("a")).containsExactly("a", "d");
    assertThat(graph(waits).circleThrough("b")).containsExactly("b", "c", "a");
    assertThat(graph(waits).circleThrough("e")).isEmpty();
  }

  @Test
  void whoeverWaitsForACircleIsNotInIt() {
    Map<String, List<String>> waits =
        Map.of("a", List.of("b"), "b", List.of("a"), "c", List.of("a"), "d", List.of("d"));
    assertThat(graph(waits).circleThrough("c")).isEmpty();
    assertThat(graph(waits).circleThrough("d")).containsExactly("d");
  }

  @Property
  @Label("C27: a node is in a circle exactly when it reaches itself, and the circle is one")
  void agreesWithReachability(@ForAll long seed) {
    Random random = new Random(seed);
    Map<Integer, List<Integer>> waits = new HashMap<>();
    for (int edge = random.nextInt(2 * NODES); edge > 0; edge--) {
      waits
          .computeIfAbsent(random.nextInt(NODES), absent -> new ArrayList<>())
          .add(random.nextInt(NODES));
    }
    boolean[][] reaches = reachability(waits);
    for (int node = 0; node < NODES; node++) {
      List<Integer> circle = graph(waits).circleThrough(node);
      assertThat(!circle.isEmpty()).isEqualTo(reaches[node][node]);
      for (int at = 0; at < circle.size(); at++) {
        Integer next = circle.get((at + 1) % circle.size());
        assertThat(waits.get(circle.get(at))).contains(next);
      }
    }
  }

  private static <N> WaitGraph<N> graph(Map<N, List<N>> waits) {
    return new WaitGraph<>(node -> waits.getOrDefault(node, List.of()));
  }

  /** Warshall's transitive closure (1962). */
  private static boolean[][] reachability(Map<Integer, List<Integer>> waits) {
    boolean[][] reaches = new boolean[NODES][NODES];
    waits.forEach((from, all) -> all.forEach(to -> reaches[from][to] = true));
    for (int via = 0; via < NODES; via++) {
      for (int from = 0; from < NODES; from++) {
        for (int to = 0; to < NODES; to++) {
          reaches[from][to] |= reaches[from][via] && reaches[via][to];
        }
      }
    }
    return reaches;
  }
}
