package dev.signalbox.cli.core.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a demo task does to the repository, said twice: as shell for the worker, and as a change of
 * a tree in memory for the check.
 */
sealed interface Effect {

  /** The shell lines that do it in a worktree. */
  List<String> shell();

  /** Does it to path → content. */
  void applyTo(Map<String, String> tree);

  /** Writes a file of one line. */
  record Write(String path, String line) implements Effect {
    @Override
    public List<String> shell() {
      return List.of(makeDirectoryOf(path), "printf '%s\\n' '" + line + "' > " + path);
    }

    @Override
    public void applyTo(Map<String, String> tree) {
      tree.put(path, line + "\n");
    }
  }

  /** Adds a line at the end of a file. */
  record Append(String path, String line) implements Effect {
    @Override
    public List<String> shell() {
      return List.of(makeDirectoryOf(path), "printf '%s\\n' '" + line + "' >> " + path);
    }

    @Override
    public void applyTo(Map<String, String> tree) {
      tree.merge(path, line + "\n", String::concat);
    }
  }

  /** Adds a line to a sorted file: the result is the same in whatever order several tasks do it. */
  record InsertSorted(String path, String line) implements Effect {
    @Override
    public List<String> shell() {
      return List.of(
          "printf '%s\\n' '" + line + "' >> " + path,
          "LC_ALL=C sort -o %s %s".formatted(path, path));
    }

    @Override
    public void applyTo(Map<String, String> tree) {
      TreeSet<String> lines = new TreeSet<>(tree.getOrDefault(path, "").lines().toList());
      lines.add(line);
      tree.put(path, String.join("\n", lines) + "\n");
    }
  }

  /** Writes a file with the content of others, in the order given. */
  record Concatenate(String path, List<String> sources) implements Effect {
    public Concatenate {
      sources = List.copyOf(sources);
    }

    @Override
    public List<String> shell() {
      return List.of("cat " + String.join(" ", sources) + " > " + path);
    }

    @Override
    public void applyTo(Map<String, String> tree) {
      StringBuilder all = new StringBuilder();
      sources.forEach(source -> all.append(tree.getOrDefault(source, "")));
      tree.put(path, all.toString());
    }
  }

  /** Deletes a file. */
  record Delete(String path) implements Effect {
    @Override
    public List<String> shell() {
      return List.of("rm " + path);
    }

    @Override
    public void applyTo(Map<String, String> tree) {
      tree.remove(path);
    }
  }

  private static String makeDirectoryOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? ":" : "mkdir -p " + path.substring(0, slash);
  }
}
