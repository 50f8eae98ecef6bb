package dev.signalbox.common.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Checks that every need is a task of the plan and that no task waits for itself. Takes the tasks
 * one after the other; what must be known of the needs of all is kept, and no tree.
 */
final class NeedsCheck {
  private static final int MOST_GUESSES = 20;

  private final Set<String> keys = new LinkedHashSet<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<Known> tasks = new ArrayList<>();
  private int guesses;

  /**
   * What is kept of a task.
   *
   * @param doubtful the needs that were not the key of a task when this one was read
   */
  private record Known(String key, List<String> needs, Spot spot, List<Need> doubtful) {}

  /** A need with its place. */
  private record Need(String name, String pointer, Spot spot) {}

  /** Takes the tasks of a tree. */
  void addAll(JsonNode root, Place place) {
    root.path("tasks").properties().forEach(task -> add(task.getKey(), task.getValue(), place));
  }

  private void add(String key, JsonNode body, Place place) {
    String name = name(key);
    if (body.isObject()) {
      DraftTask task = new DraftTask(name, body, JsonPath.child("/tasks", name));
      String pointer = JsonPath.child(task.pointer(), "needs");
      List<String> needs = task.needs().stream().map(this::name).toList();
      boolean allKnown = keys.containsAll(needs);
      List<Need> doubtful = allKnown ? List.of() : doubtful(body.path("needs"), pointer, place);
      tasks.add(new Known(name, needs, place.ofKey(pointer), doubtful));
    }
    keys.add(name);
  }

  private String name(String text) {
    String known = names.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private List<Need> doubtful(JsonNode needs, String pointer, Place place) {
    List<Need> doubtful = new ArrayList<>();
    if (needs.isString()) {
      doubtful.add(new Need(name(needs.stringValue()), pointer, place.ofValue(pointer)));
    }
    for (int at = 0; needs.isArray() && at < needs.size(); at++) {
      if (needs.get(at).isString() && !keys.contains(needs.get(at).stringValue())) {
        String item = JsonPath.child(pointer, at);
        doubtful.add(new Need(name(needs.get(at).stringValue()), item, place.ofValue(item)));
      }
    }
    return doubtful;
  }

  /** Says what is wrong once all tasks are known. */
  void finish(Findings findings) {
    Map<String, List<String>> graph = new LinkedHashMap<>();
    Map<String, Spot> spots = new HashMap<>();
    for (Known task : tasks) {
      graph.put(
          task.key,
          task.needs.stream()
              .filter(need -> keys.contains(need) && !need.equals(task.key))
              .toList());
      task.doubtful.forEach(need -> need(task.key, need, findings));
      spots.put(task.key, task.spot);
    }
    Cycles.in(graph).forEach(cycle -> cycle(cycle, spots, findings));
  }

  private void need(String task, Need need, Findings findings) {
    if (need.name.equals(task)) {
      findings.add(
          ProblemCode.SELF_NEED,
          need.pointer,
          need.spot,
          "task " + task + " needs itself",
          "remove the need");
    } else if (!keys.contains(need.name)) {
      findings.add(
          ProblemCode.UNKNOWN_NEED,
          need.pointer,
          need.spot,
          "task " + task + " needs " + need.name + ", which is no task of this plan",
          guess(need.name));
    }
  }

  /** Looking through all keys costs: somebody with very many wrong needs has another problem. */
  private String guess(String need) {
    guesses++;
    String otherwise = "add the task, or remove the need";
    return guesses > MOST_GUESSES ? otherwise : Similar.hint(need, keys, otherwise);
  }

  private static void cycle(List<String> path, Map<String, Spot> spots, Findings findings) {
    String first = JsonPath.child("/tasks", path.getFirst());
    findings.add(
        ProblemCode.CYCLE,
        JsonPath.child(first, "needs"),
        spots.getOrDefault(path.getFirst(), Spot.NONE),
        "the tasks wait for each other: " + String.join(" -> ", path),
        "remove one of these needs");
  }
}
