package dev.signalbox.cli.core.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.core.demo.GitFacts.Commit;
import dev.signalbox.cli.core.view.PlanSummary;
import dev.signalbox.cli.core.view.PlanSummary.Task;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DemoChecksTest {
  private static final String PLAN = "plan-id";
  private static final String BASE = "c0";

  private final DemoPlan demo = DemoPlan.of(DemoPlan.FEWEST);
  private final List<String> merged =
      demo.expectedEnds().entrySet().stream()
          .filter(end -> end.getValue() == TaskState.COMPLETED)
          .map(Map.Entry::getKey)
          .toList();

  @Test
  void theIntendedResultPassesEveryCheck() {
    assertThat(wrong(summary(task -> task), facts(commits(), tree(), tip()))).isEmpty();
  }

  @Test
  void aTaskThatEndedDifferentlyIsFound() {
    PlanSummary other = summary(task -> task.key().equals("core") ? failed(task) : task);

    assertThat(wrong(other, facts(commits(), tree(), tip())))
        .containsExactly("every task ended as planned");
  }

  @Test
  void aMissingTaskIsFound() {
    PlanSummary whole = summary(task -> task);
    PlanSummary fewer = with(whole, whole.tasks().subList(1, whole.tasks().size()));

    assertThat(wrong(fewer, facts(commits(), tree(), tip())))
        .containsExactly("every task ended as planned");
  }

  @Test
  void aRetryThatDidNotHappenIsFound() {
    PlanSummary other =
        summary(task ->
            new Task(
                task.key(),
                task.state(),
                1,
                null,
                null,
                task.commit(),
                task.reason(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));

    assertThat(wrong(other, facts(commits(), tree(), tip())))
        .containsExactly("the task that fails once was tried again");
  }

  @Test
  void aSkippedTaskWithoutTheReasonIsFound() {
    PlanSummary other =
        summary(task ->
            task.state() == TaskState.SKIPPED ? task(task.key(), TaskState.SKIPPED, "") : task);

    assertThat(wrong(other, facts(commits(), tree(), tip())))
        .containsExactly("skipped tasks name what failed");
  }

  @Test
  void aTaskMergedTwiceIsFound() {
    List<Commit> twice = new ArrayList<>(commits());
    twice.add(new Commit("again", List.of(tip()), merged.getFirst(), PLAN));

    assertThat(wrong(summary(task -> task), facts(twice, tree(), tip())))
        .contains("every completed task is merged exactly once");
  }

  @Test
  void aMergeCommitIsFound() {
    List<Commit> commits = new ArrayList<>(commits());
    Commit last = commits.removeLast();
    commits.add(new Commit(last.id(), List.of("other", "parents"), last.task(), PLAN));

    assertThat(wrong(summary(task -> task), facts(commits, tree(), tip())))
        .containsExactly("the history is one line");
  }

  @Test
  void aNeedMergedAfterItsDependentIsFound() {
    List<String> order = new ArrayList<>(merged);
    Collections.reverse(order);

    assertThat(wrong(summary(task -> task), facts(commits(order), tree(), tip())))
        .contains("every need is merged before its dependents");
  }

  @Test
  void aFileThatDiffersIsFound() {
    Map<String, String> tree = new HashMap<>(tree());
    tree.put("registry.txt", "0000");

    assertThat(wrong(summary(task -> task), facts(commits(), tree, tip())))
        .containsExactly("the final tree is the one computed from the plan");
  }

  @Test
  void aTargetThatWasNotMovedIsFound() {
    assertThat(wrong(summary(task -> task), facts(commits(), tree(), BASE)))
        .containsExactly("the target branch has it all");
  }

  private List<String> wrong(PlanSummary summary, GitFacts facts) {
    return new DemoChecks(demo, summary, facts)
        .all().stream().filter(check -> !check.ok()).map(Check::name).toList();
  }

  private GitFacts facts(List<Commit> commits, Map<String, String> tree, String target) {
    return new GitFacts(BASE, commits, tree, tip(), target);
  }

  private String tip() {
    return "c" + merged.size();
  }

  private List<Commit> commits() {
    return commits(merged);
  }

  private static List<Commit> commits(List<String> order) {
    List<Commit> commits = new ArrayList<>();
    for (int index = 0; index < order.size(); index++) {
      commits.add(new Commit("c" + (index + 1), List.of("c" + index), order.get(index), PLAN));
    }
    return commits;
  }

  private Map<String, String> tree() {
    Map<String, String> tree = new HashMap<>();
    demo.expectedTree().forEach((path, content) -> tree.put(path, BlobId.of(content)));
    return tree;
  }

  private PlanSummary summary(UnaryOperator<Task> change) {
    List<Task> tasks = new ArrayList<>();
    demo.expectedEnds()
        .forEach((key, end) -> tasks.add(change.apply(task(key, end, "broken-build failed"))));
    return with(
        new PlanSummary(
            PLAN, "demo", PlanState.FAILED, "main", "b", BASE, "/r", null, tasks, 1, null, null),
        tasks);
  }

  private static PlanSummary with(PlanSummary summary, List<Task> tasks) {
    return new PlanSummary(
        summary.plan(),
        summary.name(),
        summary.state(),
        summary.target(),
        summary.mergeBranch(),
        summary.base(),
        summary.location(),
        null,
        tasks,
        summary.elapsedSeconds(),
        null,
        null);
  }

  private Task task(String key, TaskState state, String reason) {
    String commit = state == TaskState.COMPLETED ? "c" + (merged.indexOf(key) + 1) : null;
    return new Task(
        key, state, 2, null, null, commit, reason, null, null, null, null, null, null, null, null,
        null);
  }

  private Task failed(Task task) {
    return task(task.key(), TaskState.FAILED, "");
  }
}
