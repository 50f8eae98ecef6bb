package dev.signalbox.cli.core.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoPlanTest {

  @ParameterizedTest
  @ValueSource(ints = {DemoPlan.FEWEST, DemoPlan.DEFAULT_TASKS, 200})
  void itsFileIsAPlanOfAsManyTasks(int tasks) {
    Plan plan = read(DemoPlan.of(tasks));

    assertThat(plan.tasks()).hasSize(tasks);
    assertThat(plan.name()).isEqualTo(DemoPlan.NAME);
  }

  @ParameterizedTest
  @ValueSource(ints = {DemoPlan.FEWEST - 1, DemoPlan.MOST + 1})
  void tooFewOrTooManyTasksAreRefused(int tasks) {
    assertThatThrownBy(() -> DemoPlan.of(tasks)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyKindOfTaskIsInIt() {
    assertThat(DemoPlan.of(DemoPlan.FEWEST).expectedEnds().values())
        .contains(TaskState.COMPLETED, TaskState.FAILED, TaskState.SKIPPED);
    assertThat(DemoPlan.of(DemoPlan.FEWEST).retried()).containsExactly("flaky-network");
  }

  /** The shell a worker runs and the change of the tree in memory are two tellings of one thing. */
  @Test
  void theCommandsRunOneAfterTheOtherGiveTheExpectedTree(@TempDir Path directory)
      throws IOException, InterruptedException {
    DemoPlan demo = DemoPlan.of(DemoPlan.FEWEST);
    write(directory, DemoPlan.startingTree());

    for (TaskSpec task : read(demo).tasks()) {
      if (demo.expectedEnds().get(task.key().value()) == TaskState.COMPLETED) {
        assertThat(run(directory, String.valueOf(task.run()), "2")).as(task.key().value()).isZero();
      }
    }

    assertThat(treeOf(directory)).isEqualTo(demo.expectedTree());
  }

  @Test
  void theFlakyTaskFailsAtItsFirstAttemptAndTheBrokenOneAtEvery(@TempDir Path directory)
      throws IOException, InterruptedException {
    Map<String, String> scripts = new TreeMap<>();
    read(DemoPlan.of(DemoPlan.FEWEST))
        .tasks()
        .forEach(task -> scripts.put(task.key().value(), String.valueOf(task.run())));

    assertThat(run(directory, scripts.getOrDefault("flaky-network", ""), "1")).isEqualTo(1);
    assertThat(run(directory, scripts.getOrDefault("broken-build", ""), "2")).isEqualTo(3);
  }

  @Test
  void aBlobIdIsWhatGitSays() {
    assertThat(BlobId.of("hello\n")).isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
  }

  private static Plan read(DemoPlan demo) {
    PlanReading reading = new PlanReader().read(demo.yaml());
    assertThat(reading).as(reading.problems().toString()).isInstanceOf(PlanReading.Valid.class);
    return ((PlanReading.Valid) reading).plan();
  }

  private static void write(Path directory, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static int run(Path directory, String script, String attempt)
      throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder(List.of("sh", "-c", script.replaceAll("(?m)^sleep .*$", ":")))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    shell.environment().put("SIGNALBOX_ATTEMPT", attempt);
    Process process = shell.start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  private static Map<String, String> treeOf(Path directory) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        tree.put(
            directory.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return tree;
  }
}
