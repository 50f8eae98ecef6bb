package dev.signalbox.common.plan;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A text as a tree, the places of its values, and what was wrong but could be read over. */
record PlanDocument(JsonNode root, Place place, List<Problem> problems) {
  PlanDocument {
    problems = List.copyOf(problems);
  }
}
