package dev.signalbox.common.plan;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.TaskKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Equal values of one plan as one object: keys, paths and policies come again and again. */
public final class Interned {
  private final Map<String, TaskKey> keys = new HashMap<>();
  private final Map<String, PathPattern> patterns = new HashMap<>();
  private final Map<Object, Object> others = new HashMap<>();

  /** The same task, of shared values. */
  public TaskSpec of(TaskSpec task) {
    return new TaskSpec(
        keyOf(task.key()),
        task.title().equals(task.key().value()) ? keyOf(task.key()).value() : task.title(),
        task.issue(),
        task.type(),
        task.priority(),
        list(task.needs(), this::keyOf),
        list(task.files(), this::patternOf),
        list(task.reads(), this::patternOf),
        task.run(),
        task.prompt(),
        task.with(),
        same(task.env()),
        same(task.labels()),
        same(task.skills()),
        same(task.timeout()),
        task.estimate(),
        same(task.retry()),
        task.worker(),
        task.executor(),
        task.image(),
        task.conflicts(),
        task.largeDeletions());
  }

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

  private TaskKey keyOf(TaskKey key) {
    return keys.computeIfAbsent(key.value(), first -> key);
  }

  private PathPattern patternOf(PathPattern pattern) {
    return patterns.computeIfAbsent(pattern.text(), first -> pattern);
  }

  private static <S, T> List<T> list(List<S> values, Function<S, T> shared) {
    return values.isEmpty() ? List.of() : values.stream().map(shared).toList();
  }
}
