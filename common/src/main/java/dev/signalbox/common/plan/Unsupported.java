package dev.signalbox.common.plan;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the format has and the system does not do yet: refused clearly instead of accepted and
 * ignored. When a feature arrives, its line here goes.
 */
final class Unsupported {
  /**
   * A field, or some values of it, that is refused.
   *
   * @param field JSON pointer from the plan or the task
   * @param values the refused values; empty for any
   */
  private record Feature(String field, Set<String> values) {}

  private static final List<Feature> OF_TASKS = List.of(new Feature("/worker", Set.of("human")));

  private Unsupported() {}

  static void check(JsonNode root, Findings findings) {
    OF_TASKS.forEach(feature -> check(feature, root.path("defaults"), "/defaults", findings));
    DraftTask.of(root)
        .forEach(task ->
            OF_TASKS.forEach(feature -> check(feature, task.body(), task.pointer(), findings)));
  }

  private static void check(Feature feature, JsonNode owner, String pointer, Findings findings) {
    JsonNode value = owner.at(feature.field);
    if (value.isString()
        && (feature.values.isEmpty() || feature.values.contains(value.stringValue()))) {
      String place = pointer + feature.field;
      findings.add(
          ProblemCode.UNSUPPORTED,
          place,
          JsonPath.words(place) + ": " + value.stringValue() + " is not supported yet",
          "remove it; docs/plan-format.md lists what works today");
    }
  }
}
