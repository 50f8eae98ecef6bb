package dev.signalbox.common.plan;

import java.util.List;

/** What is allowed but may surprise. */
final class Warnings {
  private static final int NAMED = 3;

  private Warnings() {}

  static void check(Plan plan, Findings findings) {
    if (plan.noFiles() == NoFiles.EXCLUSIVE && plan.tasks().size() > 1) {
      noFiles(plan.tasks().stream().filter(task -> task.files().isEmpty()).toList(), findings);
    }
  }

  private static void noFiles(List<TaskSpec> tasks, Findings findings) {
    if (!tasks.isEmpty()) {
      findings.addAtKey(
          ProblemCode.NO_FILES,
          JsonPath.child("/tasks", tasks.getFirst().key().value()),
          some(tasks) + " no files: each takes the whole repository and runs alone",
          "add files: with what the task writes, or set no-files: unchecked");
    }
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
