package dev.signalbox.benchmarks.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan to drive the line with. Every command writes the time it began, in nanoseconds since 1970,
 * into a file of its own outside the worktree, so that the start of the work itself is measured.
 */
record Workload(String name, int slots, List<LoadTask> tasks) {
  Workload {
    tasks = List.copyOf(tasks);
  }

  /** Chains without a file in common: each start waits for one merge alone. */
  static List<LoadTask> chains(int number, int length) {
    List<LoadTask> tasks = new ArrayList<>();
    for (int chain = 0; chain < number; chain++) {
      for (int link = 0; link < length; link++) {
        List<String> needs = link == 0 ? List.of() : List.of("c" + chain + "-" + (link - 1));
        String file = "chain/" + chain + "/" + link + ".txt";
        tasks.add(new LoadTask("c" + chain + "-" + link, needs, List.of(file), 0));
      }
    }
    return tasks;
  }

  /** A random plan with conflicts. */
  static Workload dag(int slots, long seed, RandomDag.Shape shape) {
    return new Workload("dag", slots, new RandomDag(seed, shape).tasks());
  }

  /** The plan file's text. */
  String plan(Path stamps) {
    String head = "signalbox: 1\nname: %s\nlimits: { max-workers: %d }\ntasks:\n";
    return head.formatted(name, slots)
        + tasks.stream().map(task -> entry(task, stamps)).collect(Collectors.joining());
  }

  private static String entry(LoadTask task, Path stamps) {
    String sleep = task.millis() == 0 ? "" : "sleep %.3f; ".formatted(task.millis() / 1000.0);
    String writes =
        task.files().stream()
            .map(f -> "mkdir -p $(dirname %1$s); echo %2$s >> %1$s".formatted(f, task.key()))
            .collect(Collectors.joining("; "));
    return "  %s:%n    needs: [%s]%n    files: [%s]%n    estimate: %dms%n    run: \"%s\"%n"
        .formatted(
            task.key(),
            String.join(", ", task.needs()),
            String.join(", ", task.files()),
            Math.max(1, task.millis()),
            "date +%s%N > " + stamps.resolve(task.key()) + "; " + sleep + writes);
  }
}
