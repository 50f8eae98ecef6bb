package dev.signalbox.common.plan;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The types of JSON in the words of people who write YAML. */
final class TypeWords {
  private TypeWords() {}

  /** The value of a schema's {@code type}: "a text or a list". */
  static String expected(JsonNode type) {
    return type.isArray()
        ? type.valueStream().map(TypeWords::word).collect(Collectors.joining(" or "))
        : word(type);
  }

  static String actual(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> value.isIntegralNumber() ? "a whole number" : "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      case OBJECT -> "a mapping";
      case NULL, MISSING, BINARY, POJO -> "empty";
    };
  }

  private static String word(JsonNode type) {
    return switch (type.asString("")) {
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      default -> "a mapping";
    };
  }
}
