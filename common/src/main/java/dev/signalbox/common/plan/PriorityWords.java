package dev.signalbox.common.plan;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The class of a task from the words that people know it by: classes, numbers, labels. */
final class PriorityWords {
  private static final Priority UNSAID = Priority.P2;
  private static final List<Label> LABELS =
      List.of(
          new Label("urgent", Priority.P0),
          new Label("bug", Priority.P1),
          new Label("milestone", Priority.P2));

  private PriorityWords() {}

  private record Label(String name, Priority priority) {
    boolean isOn(Map<String, String> labels) {
      return !labels.getOrDefault(name, "false").equals("false");
    }
  }

  /** What a plan says itself; where it says nothing, what the labels of the task tell. */
  static Priority read(JsonNode said, Map<String, String> labels) {
    return said.isNumber() ? ofNumber(said.intValue()) : Values.word(said, ofLabels(labels));
  }

  /** Of 1 to 5, where 1 is the highest. */
  private static Priority ofNumber(int number) {
    return Priority.values()[Math.min(number, Priority.values().length) - 1];
  }

  private static Priority ofLabels(Map<String, String> labels) {
    return LABELS.stream()
        .filter(label -> label.isOn(labels))
        .map(Label::priority)
        .findFirst()
        .orElse(UNSAID);
  }
}
