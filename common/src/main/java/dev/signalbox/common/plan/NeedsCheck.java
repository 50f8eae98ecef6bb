package dev.signalbox.common.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks that every need is a task of the plan and that no task waits for itself. */
final class NeedsCheck {
  private static final int MOST_GUESSES = 20;

  private final Set<String> keys = new LinkedHashSet<>();
  private final Map<String, List<String>> graph = new LinkedHashMap<>();
  private final Findings findings;
  private int guesses;

  private NeedsCheck(Findings findings) {
    this.findings = findings;
  }

  static void check(JsonNode root, Findings findings) {
    NeedsCheck check = new NeedsCheck(findings);
    root.path("tasks").propertyNames().forEach(check.keys::add);
    DraftTask.of(root).forEach(check::needs);
    Cycles.in(check.graph).forEach(check::cycle);
  }

  private void needs(DraftTask task) {
    List<String> known =
        task.needs().stream()
            .filter(need -> keys.contains(need) && !need.equals(task.key()))
            .toList();
    graph.put(task.key(), known);
    if (known.size() < task.needs().size()) {
      wrongNeeds(task);
    }
  }

  private void wrongNeeds(DraftTask task) {
    String pointer = JsonPath.child(task.pointer(), "needs");
    JsonNode needs = task.body().path("needs");
    if (needs.isString()) {
      need(task, needs.stringValue(), pointer);
    }
    for (int at = 0; needs.isArray() && at < needs.size(); at++) {
      if (needs.get(at).isString()) {
        need(task, needs.get(at).stringValue(), JsonPath.child(pointer, at));
      }
    }
  }

  private void need(DraftTask task, String need, String pointer) {
    if (need.equals(task.key())) {
      findings.add(
          ProblemCode.SELF_NEED, pointer, "task " + need + " needs itself", "remove the need");
    } else if (!keys.contains(need)) {
      findings.add(
          ProblemCode.UNKNOWN_NEED,
          pointer,
          "task " + task.key() + " needs " + need + ", which is no task of this plan",
          guess(need));
    }
  }

  /** Looking through all keys costs: somebody with very many wrong needs has another problem. */
  private String guess(String need) {
    guesses++;
    String otherwise = "add the task, or remove the need";
    return guesses > MOST_GUESSES ? otherwise : Similar.hint(need, keys, otherwise);
  }

  private void cycle(List<String> path) {
    String first = JsonPath.child("/tasks", path.getFirst());
    findings.addAtKey(
        ProblemCode.CYCLE,
        JsonPath.child(first, "needs"),
        "the tasks wait for each other: " + String.join(" -> ", path),
        "remove one of these needs");
  }
}
