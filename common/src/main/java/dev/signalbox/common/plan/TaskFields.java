package dev.signalbox.common.plan;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a plan that say something of its tasks. */
final class TaskFields {
  private static final List<String> NAMES = List.of("agent", "defaults", "on-failure");

  private TaskFields() {}

  /** Those of a plan's fields. */
  static ObjectNode of(JsonNode root) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String name : NAMES) {
      if (root.has(name)) {
        fields.set(name, root.path(name));
      }
    }
    return fields;
  }

  /** A plan with nothing but these fields and a task, to be checked by the schema. */
  static ObjectNode asPlan(ObjectNode fields) {
    ObjectNode plan = fields.deepCopy();
    plan.put("signalbox", 1);
    plan.put("name", "x");
    plan.putObject("tasks").putObject("a").put("run", "true");
    return plan;
  }
}
