package dev.signalbox.common.plan;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.TaskKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Equal values of one plan as the same object: keys, paths and texts come again and again. */
final class Interned {
  private final Map<String, TaskKey> keys = new HashMap<>();
  private final Map<String, PathPattern> patterns = new HashMap<>();
  private final Map<Object, Object> others = new HashMap<>();

  TaskKey key(String text) {
    return keys.computeIfAbsent(text, TaskKey::new);
  }

  List<TaskKey> keys(List<String> texts) {
    return list(texts, this::key);
  }

  List<PathPattern> patterns(List<String> texts) {
    return list(texts, text -> patterns.computeIfAbsent(text, absent -> new PathPattern(absent)));
  }

  /** The first equal value that was asked for; for values of which there are few. */
  @SuppressWarnings("unchecked")
  <T> T same(T value) {
    return (T) others.computeIfAbsent(value, first -> first);
  }

  private static <T> List<T> list(List<String> texts, Function<String, T> value) {
    return texts.isEmpty() ? List.of() : texts.stream().map(value).toList();
  }
}
