package dev.signalbox.benchmarks.history;

import dev.signalbox.common.codec.MessageCodec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan that makes a history again: a task for each commit.
 *
 * @param needs for each commit the places of those it needs
 * @param pauseSeconds how long each command does nothing, as work that costs no processor
 */
record ReplayPlan(History history, List<List<Integer>> needs, double pauseSeconds) {

  /** Where the results go. */
  static final String BRANCH = "replay";

  /** Fewer are never a large deletion; git counts the lines in another way than the guard does. */
  private static final int FEW_LINES = 20;

  ReplayPlan {
    needs = List.copyOf(needs);
  }

  static ReplayPlan of(History history, double pauseSeconds) {
    return new ReplayPlan(history, Needs.of(history.commits()), pauseSeconds);
  }

  /**
   * The plan's text.
   *
   * @param repository where it runs
   * @param materials what the commands need
   */
  String text(Path repository, Path materials, int maxWorkers) {
    Map<String, Object> tasks = new LinkedHashMap<>();
    for (int place = 0; place < needs.size(); place++) {
      tasks.put(history.commits().get(place).key(), task(place));
    }
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("signalbox", 1);
    plan.put("name", "history");
    plan.put("repository", Map.of("path", repository.toString(), "target", BRANCH));
    plan.put("limits", limits(maxWorkers));
    plan.put("merge", Map.of("on-conflict", "fail"));
    plan.put("undeclared", "fail");
    plan.put("no-files", "unchecked"); // only a commit that changes nothing names none
    plan.put("defaults", Map.of("env", environment(materials)));
    plan.put("tasks", tasks);
    return MessageCodec.mapper().writeValueAsString(plan);
  }

  /** How many files the commits touch, each as often as it is touched. */
  int touches() {
    return history.commits().stream().mapToInt(commit -> commit.changes().size()).sum();
  }

  /** How many different files they touch. */
  long files() {
    return history.commits().stream()
        .flatMap(commit -> commit.changes().stream())
        .map(Change::path)
        .distinct()
        .count();
  }

  private Map<String, Object> task(int place) {
    PastCommit commit = history.commits().get(place);
    Map<String, Object> task = new LinkedHashMap<>();
    if (!commit.title().isEmpty()) {
      task.put("title", commit.title());
    }
    task.put("needs", needs.get(place).stream().map(i -> history.commits().get(i).key()).toList());
    task.put("files", commit.changes().stream().map(c -> c.path().pattern()).distinct().toList());
    if (commit.linesDeleted() > FEW_LINES) {
      task.put("large-deletions", true);
    }
    task.put("run", "sh \"$HISTORY_FOLDER/apply.sh\" " + commit.key());
    return task;
  }

  private static Map<String, Object> limits(int maxWorkers) {
    return Map.of("max-workers", maxWorkers, "auto-scaling", false, "resource-monitoring", false);
  }

  private Map<String, String> environment(Path materials) {
    return Map.of(
        "HISTORY_FOLDER", materials.toString(), "HISTORY_PAUSE", Double.toString(pauseSeconds));
  }
}
