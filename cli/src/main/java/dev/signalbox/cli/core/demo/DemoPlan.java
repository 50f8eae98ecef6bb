package dev.signalbox.cli.core.demo;

import dev.signalbox.common.message.TaskState;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The plan of the demo, the repository it starts from, and the tree it must end with: computed from
 * the plan alone.
 */
public final class DemoPlan {
  /** The fewest tasks that still show every kind. */
  public static final int FEWEST = 30;

  public static final int DEFAULT_TASKS = 36;
  public static final int MOST = 2_000;
  public static final String NAME = "demo";

  private static final Map<String, String> START =
      Map.of(
          "README.md", "# Sample\n\nA repository that signalbox demo works on.\n",
          "registry.txt", "aardvark\nzebra\n",
          "legacy/old.txt", "nobody needs this\n",
          "verify.sh", "LC_ALL=C sort -c registry.txt\n");

  private final List<DemoTask> tasks;

  private DemoPlan(List<DemoTask> tasks) {
    this.tasks = List.copyOf(tasks);
  }

  /** A plan of that many tasks, between {@link #FEWEST} and {@link #MOST}. */
  public static DemoPlan of(int tasks) {
    if (tasks < FEWEST || tasks > MOST) {
      throw new IllegalArgumentException("a demo has " + FEWEST + " to " + MOST + " tasks");
    }
    return new DemoPlan(DemoTasks.of(tasks));
  }

  /** The files of the repository before the plan runs: path → content. */
  public static Map<String, String> startingTree() {
    return START;
  }

  /** The plan file. */
  public String yaml() {
    return """
    signalbox: 1
    name: %s
    description: Chains, fan-out, fan-in, independent and overlapping tasks, one that fails once, one that always fails.
    limits: { max-workers: 8 }
    on-failure: continue
    merge: { strategy: rebase, verify: sh verify.sh }
    defaults: { timeout: 2m }
    tasks:
    """
            .formatted(NAME)
        + tasks.stream().map(DemoTask::yaml).collect(Collectors.joining());
  }

  public int size() {
    return tasks.size();
  }

  /** How each task must end. */
  public SequencedMap<String, TaskState> expectedEnds() {
    SequencedMap<String, TaskState> ends = new java.util.LinkedHashMap<>();
    tasks.forEach(task -> ends.put(task.key(), task.expectedEnd()));
    return ends;
  }

  /** The files that must be there in the end: path → content. */
  public Map<String, String> expectedTree() {
    Map<String, String> tree = new TreeMap<>(START);
    tasks.stream()
        .filter(task -> task.expectedEnd() == TaskState.COMPLETED)
        .flatMap(task -> task.effects().stream())
        .forEach(effect -> effect.applyTo(tree));
    return tree;
  }

  /** What each task needs. */
  Map<String, List<String>> needs() {
    return tasks.stream().collect(Collectors.toMap(DemoTask::key, DemoTask::needs));
  }

  /** The tasks that must have been tried more than once. */
  List<String> retried() {
    return tasks.stream()
        .filter(task -> task.behaviour() == DemoTask.Behaviour.FAILS_ONCE)
        .map(DemoTask::key)
        .toList();
  }
}
