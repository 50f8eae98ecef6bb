package dev.signalbox.benchmarks.history;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a replay ended.
 *
 * @param tasks by key
 * @param seconds from the submission to the end of the plan
 */
record Outcome(Map<String, Task> tasks, double seconds) {
  Outcome {
    tasks = Map.copyOf(tasks);
  }

  /**
   * How a task ended.
   *
   * @param commit what was merged for it
   */
  record Task(String state, int attempts, @Nullable String commit, String reason) {}

  /** Reads the summary that {@code run --json} prints. */
  static Outcome of(JsonNode summary) {
    Map<String, Task> tasks = new LinkedHashMap<>();
    for (JsonNode task : summary.path("tasks")) {
      String commit = task.path("commit").asString("");
      tasks.put(
          task.path("key").asString(),
          new Task(
              task.path("state").asString(),
              task.path("attempts").asInt(),
              commit.isEmpty() ? null : commit,
              task.path("reason").asString("")));
    }
    return new Outcome(tasks, summary.path("elapsedSeconds").asDouble());
  }

  int attempts() {
    return tasks.values().stream().mapToInt(Task::attempts).sum();
  }
}
