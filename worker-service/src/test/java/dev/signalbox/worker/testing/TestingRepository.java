package dev.signalbox.worker.testing;

import dev.signalbox.common.id.RepositoryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real repository of a test's own: a work tree on {@code main} and a branch to merge into. */
public final class TestingRepository {

  /** The branch that results are merged into; nobody has it checked out. */
  public static final String MERGE_BRANCH = "signalbox/plan";

  private final Path folder;

  public TestingRepository(Path folder) {
    this.folder = created(folder);
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "Test");
    git("config", "user.email", "test@example.org");
    commit(Map.of("README.md", "hello\n", "src/a.txt", "one\ntwo\nthree\n"));
    git("branch", MERGE_BRANCH);
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder).toRealPath();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Path folder() {
    return folder;
  }

  public RepositoryId id() {
    try {
      return new RepositoryId(folder.resolve(".git").toRealPath().toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Commits files on main. */
  public String commit(Map<String, String> files) {
    write(folder, files);
    git("add", "--all");
    git("commit", "--quiet", "-m", "files " + files.keySet());
    return git("rev-parse", "HEAD");
  }

  /** Commits files in a linked worktree, on whatever is checked out there. */
  public String commitIn(Path worktree, Map<String, String> files) {
    write(worktree, files);
    git("-C", worktree.toString(), "add", "--all");
    git("-C", worktree.toString(), "commit", "--quiet", "-m", "files " + files.keySet());
    return git("-C", worktree.toString(), "rev-parse", "HEAD");
  }

  /** A command with which somebody else's commit of a path comes into the merge branch. */
  public String landing(String path) {
    return String.join(
        "; ",
        "(unset SIGNALBOX_GUARD_TARGET",
        "cd " + folder,
        "mkdir -p src",
        "echo theirs > " + path,
        "git add -A",
        "git commit -qm theirs",
        "git tag go",
        "git branch -f " + MERGE_BRANCH + " main); ");
  }

  /** The tip of the branch that results are merged into. */
  public String tip() {
    return git("rev-parse", "refs/heads/" + MERGE_BRANCH);
  }

  /** A file's content at the tip. */
  public String file(String path) {
    return git("show", MERGE_BRANCH + ":" + path);
  }

  /** The names of the refs below a prefix. */
  public List<String> refs(String prefix) {
    String listed = git("for-each-ref", "--format=%(refname)", prefix);
    return listed.isEmpty() ? List.of() : listed.lines().toList();
  }

  private static void write(Path into, Map<String, String> files) {
    files.forEach((name, text) -> {
      try {
        Path file = into.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    });
  }

  /** Runs git here, and gives its output; fails when git does. */
  public String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + text);
      }
      return text;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
