package dev.signalbox.common.plan;

import java.util.List;
import java.util.function.Function;

/** What is allowed but may surprise. */
final class Warnings {
  private static final int NAMED = 3;

  private Warnings() {}

  /**
   * Adds what is found.
   *
   * @param spots where the key of a task stands
   */
  static void check(Plan plan, Findings findings, Function<TaskSpec, Spot> spots) {
    if (plan.noFiles() == NoFiles.EXCLUSIVE && plan.tasks().size() > 1) {
      noFiles(
          plan.tasks().stream().filter(task -> task.files().isEmpty()).toList(), findings, spots);
    }
    unmergedNeeds(plan, findings);
  }

  private static void unmergedNeeds(Plan plan, Findings findings) {
    MergeStrategy strategy = plan.merge().strategy();
    boolean merges = strategy != MergeStrategy.NONE && strategy != MergeStrategy.PULL_REQUEST;
    boolean hasNeeds = plan.tasks().stream().anyMatch(task -> !task.needs().isEmpty());
    if (!merges && hasNeeds) {
      findings.add(
          ProblemCode.UNMERGED_NEEDS,
          "/merge/strategy",
          "results stay on branches of their own, so a task does not see the work of its needs",
          "merge (rebase, squash, merge) where tasks build on each other");
    }
  }

  private static void noFiles(
      List<TaskSpec> tasks, Findings findings, Function<TaskSpec, Spot> spots) {
    if (!tasks.isEmpty()) {
      findings.add(
          ProblemCode.NO_FILES,
          pointer(tasks.getFirst()),
          spots.apply(tasks.getFirst()),
          some(tasks) + " no files: each takes the whole repository and runs alone",
          "add files: with what the task writes, or set no-files: unchecked");
    }
  }

  static String pointer(TaskSpec task) {
    return JsonPath.child("/tasks", task.key().value());
  }

  private static String some(List<TaskSpec> tasks) {
    String named =
        String.join(", ", tasks.stream().limit(NAMED).map(task -> task.key().value()).toList());
    String more = tasks.size() > NAMED ? " and " + (tasks.size() - NAMED) + " more" : "";
    return (tasks.size() == 1 ? "task " : "tasks ")
        + named
        + more
        + (tasks.size() == 1 ? " declares" : " declare");
  }
}
