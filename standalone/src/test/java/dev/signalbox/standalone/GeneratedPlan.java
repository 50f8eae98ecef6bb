package dev.signalbox.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Many small tasks with random needs and random shared files, from a seed. A task makes a folder
 * for its shared file before it writes and removes it after: two at one time would fail.
 */
final class GeneratedPlan {
  private static final int SHARED_FILES = 12;
  private static final int MOST_NEEDS = 2;

  private final int tasks;
  private final Path witness;
  private final Map<String, List<String>> needs = new TreeMap<>();
  private final Map<String, String> shared = new TreeMap<>();

  GeneratedPlan(int tasks, long seed, Path witness) {
    this.tasks = tasks;
    this.witness = witness;
    Random random = new Random(seed);
    for (int index = 0; index < tasks; index++) {
      TreeSet<String> chosen = new TreeSet<>();
      for (int count = random.nextInt(MOST_NEEDS + 1); count > 0 && index > 0; count--) {
        chosen.add(key(random.nextInt(index)));
      }
      needs.put(key(index), List.copyOf(chosen));
      shared.put(key(index), "shared-" + random.nextInt(SHARED_FILES) + ".txt");
    }
  }

  Map<String, List<String>> needs() {
    return needs;
  }

  String yaml(Path repository) {
    StringBuilder yaml = new StringBuilder("signalbox: 1\nname: many\n");
    yaml.append("repository: { path: ").append(repository).append(", target: main }\n");
    yaml.append("limits: { max-workers: 4 }\ntasks:\n");
    for (int index = 0; index < tasks; index++) {
      yaml.append(task(key(index)));
    }
    return yaml.toString();
  }

  /** Lines are kept sorted, so that the order of merges does not matter. */
  Map<String, String> expectedTree(Map<String, String> start) {
    Map<String, TreeSet<String>> lines = new TreeMap<>();
    shared.forEach((key, file) -> lines.computeIfAbsent(file, each -> new TreeSet<>()).add(key));
    Map<String, String> tree = new TreeMap<>(start);
    lines.forEach((file, sorted) -> tree.put(file, String.join("\n", sorted) + "\n"));
    shared.keySet().forEach(key -> tree.put("own-" + key + ".txt", key + "\n"));
    return tree;
  }

  private String task(String key) {
    String file = shared.getOrDefault(key, "");
    List<String> script = new ArrayList<>();
    script.add("set -e");
    script.add("mkdir " + witness.resolve(file));
    script.add("echo " + key + " > own-" + key + ".txt");
    script.add("echo " + key + " >> " + file);
    script.add("LC_ALL=C sort -o " + file + " " + file);
    script.add("rmdir " + witness.resolve(file));
    return "  %s:\n    needs: %s\n    files: [own-%s.txt, %s]\n    run: |\n      %s\n"
        .formatted(
            key, needs.getOrDefault(key, List.of()), key, file, String.join("\n      ", script));
  }

  private static String key(int index) {
    return "t%03d".formatted(index);
  }
}
