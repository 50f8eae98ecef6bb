package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.standalone.TestingRepository.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What must hold of every history that a plan leaves, whatever happened on the way. */
final class History {
  private History() {}

  /** I2: each completed task has exactly one commit, on one line from the start. */
  static void isOneLineOfEveryTaskOnce(TestingRepository repository, String branch, JsonNode plan) {
    List<Commit> commits = repository.commits(branch);
    List<String> completed = new ArrayList<>();
    plan.path("tasks")
        .forEach(task -> {
          if (task.path("state").asString().equals("COMPLETED")) {
            completed.add(task.path("key").asString());
          }
        });
    assertThat(commits).extracting(Commit::task).containsExactlyInAnyOrderElementsOf(completed);
    String before = repository.base();
    for (Commit commit : commits) {
      assertThat(commit.parents()).as("parents of " + commit).containsExactly(before);
      before = commit.id();
    }
  }

  /** I4: every need is merged before its dependents. */
  static void hasNeedsFirst(
      TestingRepository repository, String branch, Map<String, List<String>> needs) {
    List<String> order = repository.commits(branch).stream().map(Commit::task).toList();
    needs.forEach((task, needed) ->
        needed.forEach(need ->
            assertThat(order.indexOf(need))
                .as(need + " before " + task)
                .isBetween(0, order.indexOf(task) - 1)));
  }
}
