package dev.signalbox.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A repository with one commit, and what git itself says of it later. */
public record TestingRepository(Path directory, String base) {

  /**
   * A commit of the line of history.
   *
   * @param task the value of its trailer {@code Signalbox-Task}
   */
  public record Commit(String id, List<String> parents, String task) {}

  /** A repository without a checkout, so that its main branch itself takes the merges. */
  public static TestingRepository bare(Path directory, Map<String, String> files) {
    TestingRepository work = checkedOut(directory.resolveSibling("seed"), files);
    run(work.directory(), "git", "clone", "--quiet", "--bare", ".", directory.toString());
    return new TestingRepository(directory, work.base());
  }

  /** A repository whose main branch is checked out. */
  public static TestingRepository checkedOut(Path directory, Map<String, String> files) {
    try {
      Files.createDirectories(directory);
      run(directory, "git", "init", "--quiet", "--initial-branch=main");
      run(directory, "git", "config", "user.name", "Tester");
      run(directory, "git", "config", "user.email", "tester@signalbox.invalid");
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
      run(directory, "git", "add", "--all");
      run(directory, "git", "commit", "--quiet", "--allow-empty", "--message", "Start");
      return new TestingRepository(directory, run(directory, "git", "rev-parse", "HEAD").strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What a branch has beyond the start, oldest first. */
  public List<Commit> commits(String branch) {
    String format = "--format=%H|%P|%(trailers:key=Signalbox-Task,valueonly,separator=%x20)";
    return git("log", "--reverse", "--topo-order", format, base + ".." + branch)
        .lines()
        .map(line -> line.split("\\|", -1))
        .map(field ->
            new Commit(field[0], Arrays.asList(field[1].strip().split(" ")), field[2].strip()))
        .toList();
  }

  /** The files of a branch: path → content. */
  public Map<String, String> tree(String branch) {
    Map<String, String> tree = new TreeMap<>();
    git("ls-tree", "-r", "--name-only", branch)
        .lines()
        .forEach(path -> tree.put(path, git("show", branch + ":" + path)));
    return tree;
  }

  public String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(directory, command.toArray(String[]::new));
  }

  private static String run(Path directory, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
