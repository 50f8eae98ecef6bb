package dev.signalbox.common.plan;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A task of a document that may still be wrong in any way: what has the right type is seen. */
record DraftTask(String key, JsonNode body, String pointer) {

  static Stream<DraftTask> of(JsonNode root) {
    return root.path("tasks").properties().stream()
        .filter(entry -> entry.getValue().isObject())
        .map(entry ->
            new DraftTask(
                entry.getKey(), entry.getValue(), JsonPath.child("/tasks", entry.getKey())));
  }

  /** The keys of the needs, whether one or a list. */
  List<String> needs() {
    return texts(body.path("needs"));
  }

  /** The texts in a list, or the one text in its place. */
  static List<String> texts(JsonNode node) {
    if (node.isString()) {
      return List.of(node.stringValue());
    }
    return node.isArray()
        ? node.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue).toList()
        : List.of();
  }
}
