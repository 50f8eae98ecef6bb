package dev.signalbox.cli.core.demo;

import dev.signalbox.cli.core.demo.GitFacts.Commit;
import dev.signalbox.cli.core.view.PlanSummary;
import dev.signalbox.common.message.TaskState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds what the server says and what git says against what the demo intends. */
public final class DemoChecks {
  private final DemoPlan plan;
  private final PlanSummary summary;
  private final GitFacts git;

  public DemoChecks(DemoPlan plan, PlanSummary summary, GitFacts git) {
    this.plan = plan;
    this.summary = summary;
    this.git = git;
  }

  /** Every check, in the order they are shown. */
  public List<Check> all() {
    return List.of(
        endsAsPlanned(),
        retriedAsPlanned(),
        skippedWithReason(),
        mergedOnce(),
        reportedCommits(),
        linear(),
        needsFirst(),
        finalTree(),
        targetMoved());
  }

  private Check endsAsPlanned() {
    List<String> wrong = new ArrayList<>();
    plan.expectedEnds()
        .forEach((key, expected) -> {
          TaskState actual = summary.task(key).map(PlanSummary.Task::state).orElse(null);
          if (actual != expected) {
            wrong.add(key + " is " + actual + ", not " + expected);
          }
        });
    if (summary.tasks().size() != plan.size()) {
      wrong.add("there are " + summary.tasks().size() + " tasks, not " + plan.size());
    }
    return check("every task ended as planned", plan.size() + " tasks", wrong);
  }

  private Check retriedAsPlanned() {
    List<String> wrong =
        plan.retried().stream()
            .filter(key -> summary.task(key).map(PlanSummary.Task::attempts).orElse(0) < 2)
            .toList();
    return check("the task that fails once was tried again", plan.retried().toString(), wrong);
  }

  private Check skippedWithReason() {
    Map<String, List<String>> needs = plan.needs();
    List<String> wrong =
        summary.tasks().stream()
            .filter(task -> task.state() == TaskState.SKIPPED)
            .filter(task ->
                Stream.concat(needs.getOrDefault(task.key(), List.of()).stream(), failed())
                    .noneMatch(task.why()::contains))
            .map(task -> task.key() + ": " + task.why())
            .toList();
    return check("skipped tasks name what failed", "broken-build", wrong);
  }

  private Stream<String> failed() {
    return plan.expectedEnds().entrySet().stream()
        .filter(end -> end.getValue() == TaskState.FAILED)
        .map(Map.Entry::getKey);
  }

  private Check mergedOnce() {
    List<String> merged =
        git.commits().stream()
            .filter(commit -> commit.plan().equals(summary.plan()))
            .map(Commit::task)
            .toList();
    List<String> expected =
        plan.expectedEnds().entrySet().stream()
            .filter(end -> end.getValue() == TaskState.COMPLETED)
            .map(Map.Entry::getKey)
            .toList();
    List<String> wrong = new ArrayList<>();
    expected.stream()
        .filter(key -> Collections.frequency(merged, key) != 1)
        .forEach(key -> wrong.add(key + " is there " + Collections.frequency(merged, key) + "×"));
    if (git.commits().size() != expected.size()) {
      wrong.add(git.commits().size() + " commits instead of " + expected.size());
    }
    return check(
        "every completed task is merged exactly once", expected.size() + " commits", wrong);
  }

  private Check reportedCommits() {
    Map<String, String> merged = new HashMap<>();
    git.commits().forEach(commit -> merged.put(commit.task(), commit.id()));
    List<String> wrong =
        summary.tasks().stream()
            .filter(task -> task.state() == TaskState.COMPLETED)
            .filter(task -> !merged.getOrDefault(task.key(), "none").equals(task.commit()))
            .map(task -> task.key() + " says " + task.commit() + ", git " + merged.get(task.key()))
            .toList();
    return check("the commits reported are the commits in git", git.mergeTip(), wrong);
  }

  private Check linear() {
    List<String> wrong = new ArrayList<>();
    String before = git.base();
    for (Commit commit : git.commits()) {
      if (!commit.parents().equals(List.of(before))) {
        wrong.add(commit.id() + " has the parents " + commit.parents());
      }
      before = commit.id();
    }
    return check("the history is one line", "from " + git.base(), wrong);
  }

  private Check needsFirst() {
    List<String> order = git.commits().stream().map(Commit::task).toList();
    List<String> wrong = new ArrayList<>();
    Map<String, List<String>> needs = plan.needs();
    for (int index = 0; index < order.size(); index++) {
      List<String> before = order.subList(0, index);
      String key = order.get(index);
      needs.getOrDefault(key, List.of()).stream()
          .filter(need -> !before.contains(need))
          .forEach(need -> wrong.add(key + " is before " + need));
    }
    return check("every need is merged before its dependents", order.size() + " commits", wrong);
  }

  private Check finalTree() {
    Map<String, String> expected = new HashMap<>();
    plan.expectedTree().forEach((path, content) -> expected.put(path, BlobId.of(content)));
    TreeSet<String> paths = new TreeSet<>(expected.keySet());
    paths.addAll(git.tree().keySet());
    List<String> wrong =
        paths.stream()
            .filter(
                path -> !expected.getOrDefault(path, "").equals(git.tree().getOrDefault(path, "")))
            .toList();
    return check(
        "the final tree is the one computed from the plan", paths.size() + " files", wrong);
  }

  private Check targetMoved() {
    List<String> wrong =
        git.targetTip().equals(git.mergeTip())
            ? List.of()
            : List.of("the target is at " + git.targetTip());
    return check("the target branch has it all", git.mergeTip(), wrong);
  }

  private static Check check(String name, String good, List<String> wrong) {
    return new Check(name, wrong.isEmpty(), wrong.isEmpty() ? good : String.join("; ", wrong));
  }
}
