package dev.signalbox.benchmarks.large;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Writes the text of a large plan. Every task has the wanted number of needs among the thousand
 * tasks before it, and of paths of its own, every tenth of them shared with others.
 *
 * @param tasks how many
 * @param needs of each task
 * @param paths of each task
 */
record LargeText(int tasks, int needs, int paths) {
  private static final int REACH = 1000;
  private static final long SEED = 20261121L;

  /** The two forms of a plan. */
  enum Form {
    YAML,
    JSON
  }

  void write(Path file, Form form) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(form == Form.JSON ? jsonHead() : yamlHead());
      for (int task = 0; task < tasks; task++) {
        out.write(form == Form.JSON ? json(task, random) : yaml(task, random));
      }
      out.write(form == Form.JSON ? "}}\n" : "");
    }
  }

  private static String yamlHead() {
    return "signalbox: 1\nname: large\nlimits: { max-workers: 4 }\ntasks:\n";
  }

  private static String jsonHead() {
    return "{\"signalbox\": 1, \"name\": \"large\", \"limits\": {\"max-workers\": 4}, \"tasks\": {\n";
  }

  private String yaml(int task, RandomGenerator random) {
    StringBuilder text = new StringBuilder("  " + key(task) + ":\n");
    SortedSet<Integer> before = needs(task, random);
    if (!before.isEmpty()) {
      text.append("    needs: [");
      before.forEach(need -> text.append(key(need)).append(", "));
      text.setLength(text.length() - 2);
      text.append("]\n");
    }
    text.append("    estimate: ").append(1 + random.nextInt(59)).append("m\n    files:\n");
    for (int path = 0; path < paths; path++) {
      text.append("      - ").append(path(task, path, random)).append('\n');
    }
    return text.append("    run: ").append(run(task)).append('\n').toString();
  }

  private String json(int task, RandomGenerator random) {
    StringBuilder text = new StringBuilder(task == 0 ? " \"" : ",\"");
    text.append(key(task)).append("\": {\"needs\": [");
    SortedSet<Integer> before = needs(task, random);
    before.forEach(need -> text.append('"').append(key(need)).append("\", "));
    text.setLength(text.length() - (before.isEmpty() ? 0 : 2));
    text.append("], \"estimate\": \"").append(1 + random.nextInt(59)).append("m\", \"files\": [");
    for (int path = 0; path < paths; path++) {
      text.append(path == 0 ? "\"" : ", \"").append(path(task, path, random)).append('"');
    }
    return text.append("], \"run\": \"").append(run(task)).append("\"}\n").toString();
  }

  private static String key(int task) {
    return "task-" + task;
  }

  private static String run(int task) {
    return "echo task " + task;
  }

  private SortedSet<Integer> needs(int task, RandomGenerator random) {
    SortedSet<Integer> chosen = new TreeSet<>();
    int from = Math.max(0, task - REACH);
    while (chosen.size() < Math.min(needs, task)) {
      chosen.add(random.nextInt(from, task));
    }
    return chosen;
  }

  private String path(int task, int path, RandomGenerator random) {
    int module = task % 400;
    return path % 10 == 9
        ? "shared/module-%d/register-%d.txt".formatted(module, random.nextInt(50))
        : "services/module-%d/src/part-%d/File%d.java".formatted(module, task, path);
  }
}
