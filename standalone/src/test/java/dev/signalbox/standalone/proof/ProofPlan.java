package dev.signalbox.standalone.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tasks that write a file of their own, in which every attempt leaves its token, and one that they
 * share with others.
 *
 * @param seconds how long each takes, beside its work
 * @param sign stands in the command line of all that runs
 */
record ProofPlan(String name, int tasks, double seconds, String sign) {
  private static final int SHARED = 5;
  private static final int NEED = 8;

  String yaml(Path repository) {
    StringBuilder yaml = new StringBuilder("signalbox: 1\nname: " + name + "\n");
    yaml.append("repository: { path: ").append(repository).append(", target: main }\n");
    yaml.append("limits: { max-workers: 50 }\nmerge: { verify: test -s README.md }\ntasks:\n");
    for (int index = 0; index < tasks; index++) {
      yaml.append(task(index));
    }
    return yaml.toString();
  }

  /** The file that a task alone writes. */
  static String ownFile(String task) {
    return "own-" + task + ".txt";
  }

  /** Each task with all it writes. */
  Map<String, List<String>> files() {
    Map<String, List<String>> files = new TreeMap<>();
    for (int index = 0; index < tasks; index++) {
      files.put(key(index), List.of(ownFile(key(index)), shared(index)));
    }
    return files;
  }

  /** Each task with those it needs. */
  Map<String, List<String>> needs() {
    Map<String, List<String>> needs = new TreeMap<>();
    for (int index = 0; index < tasks; index++) {
      needs.put(key(index), index < NEED ? List.of() : List.of(key(index - NEED)));
    }
    return needs;
  }

  /** What a shared file has at the end, in the order of the tasks. */
  Map<String, List<String>> sharedLines() {
    Map<String, List<String>> lines = new TreeMap<>();
    for (int index = 0; index < tasks; index++) {
      lines.computeIfAbsent(shared(index), none -> new ArrayList<>()).add(key(index));
    }
    return lines;
  }

  private String task(int index) {
    String key = key(index);
    return """
      %s:
        needs: %s
        files: %s
        run: |
          echo $SIGNALBOX_TOKEN > %s
          echo %s >> %s
          sleep %s # %s
    """
        .formatted(
            key,
            needs().get(key),
            files().get(key),
            ownFile(key),
            key,
            shared(index),
            seconds,
            sign);
  }

  private static String shared(int index) {
    return "shared-" + index % SHARED + ".txt";
  }

  private static String key(int index) {
    return "t%02d".formatted(index);
  }
}
