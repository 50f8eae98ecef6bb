package dev.signalbox.worker.core;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file an agent is given: what to do, where, and the rules it works under. */
public final class PromptDocument {

  private PromptDocument() {}

  /** The text of the file, in Markdown. */
  public static String of(Assignment assignment, String prompt) {
    TaskSpec task = assignment.task();
    StringBuilder text = new StringBuilder();
    text.append("# ").append(task.title()).append("\n\n").append(prompt.strip()).append("\n\n");
    section(text, "Files to change", task.files());
    section(text, "Files to read", task.reads());
    outputs(text, assignment.outputs());
    text.append("## Requirements\n\n");
    List<String> requirements = requirements(assignment);
    for (int i = 0; i < requirements.size(); i++) {
      text.append(i + 1).append(". ").append(requirements.get(i)).append('\n');
    }
    return text.toString();
  }

  private static void section(StringBuilder text, String heading, List<PathPattern> paths) {
    if (!paths.isEmpty()) {
      text.append("## ").append(heading).append("\n\n");
      paths.forEach(path -> text.append("- ").append(path).append('\n'));
      text.append('\n');
    }
  }

  private static void outputs(StringBuilder text, Map<TaskKey, Map<String, String>> outputs) {
    if (outputs.values().stream().allMatch(Map::isEmpty)) {
      return;
    }
    text.append("## What the tasks before this one gave\n\n");
    new TreeMap<>(outputs)
        .forEach((task, values) ->
            new TreeMap<>(values).forEach((name, value) -> text.append(output(task, name, value))));
    text.append('\n');
  }

  /** A value of several lines stays one item of the list. */
  private static String output(TaskKey task, String name, String value) {
    return "- " + task + ", " + name + ": " + value.strip().replace("\n", "\n  ") + "\n";
  }

  private static List<String> requirements(Assignment assignment) {
    List<String> requirements = new ArrayList<>();
    requirements.add("Work only in the current directory; it is a worktree of your own.");
    if (!assignment.task().files().isEmpty()) {
      requirements.add("Change only the files listed above; others may be somebody else's now.");
    }
    requirements.add("Leave your changes in the worktree, or commit them; do not push or rebase.");
    String verify = assignment.merge().verify();
    if (verify != null) {
      requirements.add("This command must succeed on the result: " + verify);
    }
    if (!assignment.task().largeDeletions()) {
      requirements.add("Do not delete large parts of existing files.");
    }
    requirements.add(
        "Say how far you are by appending lines to the file that $SIGNALBOX_REPORT names:"
            + " `step 2/5 what you do`, `note anything`, `cost 0.42 USD`, and"
            + " `output name=value` for the tasks that come after.");
    requirements.add("Exit with status 0 only when all of it is done.");
    return requirements;
  }
}
