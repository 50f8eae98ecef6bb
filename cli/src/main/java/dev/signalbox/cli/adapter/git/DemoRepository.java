package dev.signalbox.cli.adapter.git;

import dev.signalbox.cli.core.demo.GitFacts;
import dev.signalbox.cli.core.demo.GitFacts.Commit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sample repository of the demo: made from a map of files, read back commit by commit. */
public final class DemoRepository {
  private static final String FIELD = "\u001f";

  private final Path directory;
  private final GitCommand git;

  private DemoRepository(Path directory) {
    this.directory = directory;
    this.git = new GitCommand(directory);
  }

  /** Makes a repository with these files in one commit on main. */
  public static DemoRepository create(Path directory, Map<String, String> files) {
    try {
      Files.createDirectories(directory);
      DemoRepository repository = new DemoRepository(directory.toRealPath());
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = repository.directory.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      repository.commitAll();
      return repository;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Path directory() {
    return directory;
  }

  public String head() {
    return git.must("rev-parse", "HEAD");
  }

  /** Reads back what the plan left. */
  public GitFacts facts(String base, String mergeBranch, String target) {
    return new GitFacts(
        base,
        commits(base, mergeBranch),
        tree(mergeBranch),
        git.must("rev-parse", mergeBranch),
        git.must("rev-parse", target));
  }

  private void commitAll() {
    git.must("init", "--quiet", "--initial-branch=main");
    git.must("config", "user.name", "Signalbox demo");
    git.must("config", "user.email", "demo@signalbox.invalid");
    git.must("config", "core.autocrlf", "false");
    git.must("config", "commit.gpgsign", "false");
    git.must("add", "--all");
    git.must("commit", "--quiet", "--message", "Start the sample");
  }

  private List<Commit> commits(String base, String branch) {
    String format =
        String.join(
            FIELD,
            "%H",
            "%P",
            "%(trailers:key=Signalbox-Task,valueonly,separator=%x20)",
            "%(trailers:key=Signalbox-Plan-Id,valueonly,separator=%x20)");
    return git.must("log", "--reverse", "--topo-order", "--format=" + format, base + ".." + branch)
        .lines()
        .map(DemoRepository::commit)
        .toList();
  }

  private static Commit commit(String line) {
    String[] fields = line.split(FIELD, -1);
    List<String> parents = List.of(fields[1].strip().split(" +"));
    return new Commit(fields[0], parents, fields[2].strip(), fields[3].strip());
  }

  private Map<String, String> tree(String branch) {
    Map<String, String> tree = new HashMap<>();
    for (String entry : git.must("ls-tree", "-r", "-z", branch).split("\0")) {
      String[] metaAndPath = entry.split("\t", 2);
      if (metaAndPath.length == 2) {
        tree.put(metaAndPath[1], metaAndPath[0].split(" ")[2]);
      }
    }
    return tree;
  }
}
