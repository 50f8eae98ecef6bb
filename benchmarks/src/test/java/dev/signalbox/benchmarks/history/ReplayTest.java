package dev.signalbox.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.plan.TaskSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I9: the tasks made of a history give its tree, in any order that their needs allow. */
class ReplayTest {

  @TempDir private Path folder = Path.of("");
  private Git source = new Git(Path.of(""));

  @BeforeEach
  void makeHistory() throws IOException {
    source = TestingHistory.ofEverything().in(folder.resolve("source.git"));
  }

  @Test
  void i9AnotherOrderGivesTheTreeAuthorsAndMessagesOfTheHistory() throws IOException {
    History history = History.read(source, 100, "main");
    Scratch scratch = Scratch.create(folder.resolve("scratch.git"), history);

    Outcome outcome = replay(history, scratch);

    assertThat(history.commits()).hasSize(18);
    assertThat(List.copyOf(outcome.tasks().keySet())).hasSize(18);
    assertThat(Comparison.differences(history, scratch, outcome)).isEmpty();
  }

  @Test
  void i9APartStartsAtTheParentOfItsFirstCommitAndHasNothingOfWhatFollows() throws IOException {
    History history = History.read(source, 6, "main~1");
    Scratch scratch = Scratch.create(folder.resolve("scratch.git"), history);

    assertThat(scratch.start()).isEqualTo(source.text("rev-parse", "main~7"));
    assertThat(scratch.git().lines("cat-file", "--batch-all-objects", "--batch-check"))
        .noneMatch(line -> line.startsWith(history.commits().getFirst().id()));
    assertThat(Comparison.differences(history, scratch, replay(history, scratch))).isEmpty();
  }

  @Test
  void everyFileIsDeclaredAndLargeDeletionsAreSaid() throws IOException {
    Map<String, TaskSpec> tasks = tasks(History.read(source, 100, "main"));

    assertThat(files(tasks, "Move a")).containsExactlyInAnyOrder("src/a.txt", "src/b.txt");
    assertThat(files(tasks, "Odd names"))
        .containsExactlyInAnyOrder("-a \\*\\?\\[b]\\\\ \"q\"\tü\n.txt", "latin/");
    assertThat(files(tasks, "Merge the side")).containsExactly("side/one.txt", "side/two.txt");
    assertThat(tasks.get("Shorten")).matches(TaskSpec::largeDeletions);
    assertThat(tasks.get("Edit a")).matches(task -> !task.largeDeletions());
  }

  @Test
  void theComparisonNamesWhatDiffers() throws IOException {
    History history = History.read(source, 3, "main");
    Scratch scratch = Scratch.create(folder.resolve("scratch.git"), history);
    Map<String, Outcome.Task> tasks = new HashMap<>(replay(history, scratch).tasks());
    String first = history.commits().get(0).key();
    String second = history.commits().get(1).key();
    String third = history.commits().get(2).key();
    tasks.put(first, new Outcome.Task("FAILED", 1, null, "exit status 1"));
    tasks.put(second, tasks.get(third));
    scratch.git().text("update-ref", "refs/heads/" + ReplayPlan.BRANCH, scratch.start());

    assertThat(Comparison.differences(history, scratch, new Outcome(tasks, 1)))
        .anyMatch(difference -> difference.startsWith(first + " ended as"))
        .anyMatch(difference -> difference.startsWith(second + " was merged as another change"))
        .anyMatch(difference -> difference.startsWith(second + " has another author"))
        .anyMatch(difference -> difference.startsWith("merged for two tasks"))
        .anyMatch(difference -> difference.startsWith("the tree is "));
  }

  private Outcome replay(History history, Scratch scratch) throws IOException {
    Materials materials = Materials.write(folder.resolve("materials"), history);
    String plan = ReplayPlan.of(history, 0).text(scratch.path(), materials.folder(), 4);
    return TestingLine.run(scratch, plan, folder.resolve("worktree"));
  }

  private Map<String, TaskSpec> tasks(History history) {
    String plan = ReplayPlan.of(history, 0).text(folder, folder, 4);
    Map<String, TaskSpec> tasks = new HashMap<>();
    TestingLine.read(plan).tasks().forEach(task -> tasks.put(task.title(), task));
    return tasks;
  }

  private static List<String> files(Map<String, TaskSpec> tasks, String title) {
    return java.util.Objects.requireNonNull(tasks.get(title)).files().stream()
        .map(Object::toString)
        .toList();
  }
}
