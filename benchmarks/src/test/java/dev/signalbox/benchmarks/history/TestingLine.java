package dev.signalbox.benchmarks.history;

import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Does the tasks of a replay one after the other with a plain shell, the latest that may run first.
 */
final class TestingLine {

  private final Git worktree;
  private final Map<String, Outcome.Task> done = new LinkedHashMap<>();

  private TestingLine(Git worktree) {
    this.worktree = worktree;
  }

  static Outcome run(Scratch scratch, String plan, Path folder) throws IOException {
    scratch.git().text("clone", "-q", "-b", ReplayPlan.BRANCH, ".", folder.toString());
    TestingLine line = new TestingLine(new Git(folder));
    List<TaskSpec> open = new ArrayList<>(read(plan).tasks());
    Set<String> merged = new HashSet<>();
    while (!open.isEmpty()) {
      TaskSpec task =
          open.reversed().stream()
              .filter(each -> each.needs().stream().allMatch(need -> merged.contains("" + need)))
              .findFirst()
              .orElseThrow();
      line.run(task);
      merged.add("" + task.key());
      open.remove(task);
    }
    return new Outcome(line.done, 1);
  }

  /** The plan, which must be without errors and warnings. */
  static Plan read(String text) {
    return switch (new PlanReader().read(text)) {
      case PlanReading.Valid valid when valid.problems().isEmpty() -> valid.plan();
      case PlanReading reading -> throw new AssertionError(reading.problems());
    };
  }

  private void run(TaskSpec task) throws IOException {
    String before = worktree.text("rev-parse", "HEAD");
    shell(task);
    String after = worktree.text("rev-parse", "HEAD");
    String commit = after;
    if (History.diff(worktree, before, after).isEmpty()) {
      commit = null;
      worktree.text(
          "push", "-q", "origin", after + ":refs/signalbox/preserve/plan/" + task.key() + "/1");
      worktree.text("reset", "-q", "--hard", before);
    } else {
      worktree.text("push", "-q", "origin", "HEAD:" + ReplayPlan.BRANCH);
    }
    if (!worktree.text("status", "--porcelain").isEmpty()) {
      throw new AssertionError(task.key() + " left " + worktree.text("status", "--porcelain"));
    }
    done.put("" + task.key(), new Outcome.Task("COMPLETED", 1, commit, ""));
  }

  private void shell(TaskSpec task) throws IOException {
    String command = java.util.Objects.requireNonNull(task.run());
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    builder.directory(worktree.repository().toFile()).redirectErrorStream(true);
    builder.environment().putAll(task.env());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.onExit().join().exitValue();
    if (code != 0) {
      throw new AssertionError(task.key() + " ended with " + code + ": " + output);
    }
  }
}
