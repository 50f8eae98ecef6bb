package dev.signalbox.common.plan;

import dev.signalbox.common.id.TaskKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tasks of a plan by their keys, while amendments are added to them. */
final class AmendedTasks {
  private final Map<TaskKey, TaskSpec> byKey = new LinkedHashMap<>();

  AmendedTasks(List<TaskSpec> tasks) {
    tasks.forEach(task -> byKey.put(task.key(), task));
  }

  void add(Amendment amendment) {
    amendment.tasks().forEach(task -> byKey.putIfAbsent(task.key(), task));
    amendment
        .needs()
        .forEach((key, more) ->
            byKey.computeIfPresent(key, (same, task) -> task.withNeeds(union(task.needs(), more))));
  }

  List<TaskSpec> tasks() {
    return List.copyOf(byKey.values());
  }

  private static List<TaskKey> union(List<TaskKey> some, List<TaskKey> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }
}
