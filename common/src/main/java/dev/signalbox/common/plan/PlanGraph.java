package dev.signalbox.common.plan;

import dev.signalbox.common.id.TaskKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The needs of a plan's tasks as a graph without cycles. Built in time linear in tasks and needs
 * (A. B. Kahn, "Topological sorting of large networks", 1962).
 */
public final class PlanGraph {
  private final Map<TaskKey, Integer> waves;
  private final List<TaskKey> order;
  private final Map<TaskKey, List<TaskKey>> dependents;

  private PlanGraph(
      Map<TaskKey, Integer> waves, List<TaskKey> order, Map<TaskKey, List<TaskKey>> dependents) {
    this.waves = Collections.unmodifiableMap(waves);
    this.order = List.copyOf(order);
    this.dependents = Collections.unmodifiableMap(dependents);
  }

  /** The graph of a plan; throws IllegalArgumentException when its needs have a cycle. */
  public static PlanGraph of(Plan plan) {
    Map<TaskKey, List<TaskKey>> dependents = new LinkedHashMap<>();
    Map<TaskKey, Integer> open = new HashMap<>();
    plan.tasks().forEach(task -> dependents.put(task.key(), new ArrayList<>()));
    for (TaskSpec task : plan.tasks()) {
      open.put(task.key(), task.needs().size());
      for (TaskKey need : task.needs()) {
        dependents.computeIfAbsent(need, PlanGraph::unknown).add(task.key());
      }
    }
    return sorted(dependents, open);
  }

  private static List<TaskKey> unknown(TaskKey need) {
    throw new IllegalArgumentException("no task " + need);
  }

  private static PlanGraph sorted(
      Map<TaskKey, List<TaskKey>> dependents, Map<TaskKey, Integer> open) {
    Map<TaskKey, Integer> waves = new HashMap<>();
    List<TaskKey> order = new ArrayList<>(dependents.size());
    dependents.keySet().stream().filter(key -> open.getOrDefault(key, 0) == 0).forEach(order::add);
    for (int at = 0; at < order.size(); at++) {
      TaskKey key = order.get(at);
      int next = waves.computeIfAbsent(key, first -> 0) + 1;
      for (TaskKey dependent : dependents.getOrDefault(key, List.of())) {
        waves.merge(dependent, next, Math::max);
        if (open.merge(dependent, -1, Integer::sum) == 0) {
          order.add(dependent);
        }
      }
    }
    if (order.size() < dependents.size()) {
      throw new IllegalArgumentException("the needs have a cycle");
    }
    return new PlanGraph(waves, order, dependents);
  }

  /** The wave of each task: 0 without needs, else one more than its latest need. */
  public Map<TaskKey, Integer> waves() {
    return waves;
  }

  /** Every task after its needs, else in the order of the plan as far as waves allow. */
  public List<TaskKey> order() {
    return order;
  }

  /** The tasks that need this one, in the order of the plan. */
  public List<TaskKey> dependents(TaskKey key) {
    return Collections.unmodifiableList(dependents.getOrDefault(key, List.of()));
  }
}
