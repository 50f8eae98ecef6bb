package dev.signalbox.common.plan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single values of a document that has been found right. */
final class Values {
  private Values() {}

  static @Nullable String optionalText(JsonNode owner, String field) {
    JsonNode value = owner.path(field);
    return value.isString() ? value.stringValue() : null;
  }

  static String text(JsonNode owner, String field, String otherwise) {
    JsonNode value = owner.path(field);
    return value.isString() ? value.stringValue() : otherwise;
  }

  static <E extends Enum<E>> E word(JsonNode owner, String field, E otherwise) {
    return word(owner.path(field), otherwise);
  }

  /** The constant whose wire name a node holds: {@code stop-all} is STOP_ALL. */
  static <E extends Enum<E>> E word(JsonNode value, E otherwise) {
    return value.isString()
        ? Enum.valueOf(
            otherwise.getDeclaringClass(),
            value.stringValue().toUpperCase(Locale.ROOT).replace('-', '_'))
        : otherwise;
  }

  static Duration duration(JsonNode value, Duration otherwise) {
    return value.isString() ? Durations.parse(value.stringValue()).orElse(otherwise) : otherwise;
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }
}
