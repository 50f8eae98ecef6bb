package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The only place that runs the git command line: no shell, an environment of its own, no
 * configuration but the repository's, a time limit, and errors that carry git's words.
 */
public final class GitCommand {

  private final Duration limit;

  public GitCommand(Duration limit) {
    this.limit = limit;
  }

  /** Git's version, which also says that git is there. */
  public String version() {
    List<String> command = List.of("git", "--version");
    return successful(command, ask(command, Path.of("."), Map.of()));
  }

  /** Runs git on a worktree whose git directory is elsewhere. */
  String run(Path gitDirectory, Path worktree, String... arguments) {
    return run(gitDirectory, worktree, Map.of(), arguments);
  }

  /** The same with more variables. */
  String run(Path gitDirectory, Path worktree, Map<String, String> more, String... arguments) {
    List<String> command = command(arguments);
    Map<String, String> where = new HashMap<>(more);
    where.putAll(where(gitDirectory, worktree));
    return successful(command, ask(command, worktree, where));
  }

  /** Runs git in the same way, where another status than 0 is an answer too. */
  Answer ask(Path gitDirectory, Path worktree, String... arguments) {
    return ask(command(arguments), worktree, where(gitDirectory, worktree));
  }

  /** How git ended, and what it said. */
  record Answer(int status, String text) {}

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Map<String, String> where(Path gitDirectory, Path worktree) {
    return Map.of("GIT_DIR", gitDirectory.toString(), "GIT_WORK_TREE", worktree.toString());
  }

  private static String successful(List<String> command, Answer answer) {
    if (answer.status() != 0) {
      throw new GitFailedException(
          String.join(" ", command) + " ended with " + answer.status() + ": " + answer.text());
    }
    return answer.text();
  }

  private Answer ask(List<String> command, Path directory, Map<String, String> where) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.putAll(
        Map.of(
            "PATH", path,
            "LC_ALL", "C",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_ATTR_NOSYSTEM", "1",
            "GIT_TERMINAL_PROMPT", "0"));
    environment.putAll(where);
    try {
      return finished(command, builder.start());
    } catch (IOException failure) {
      throw new GitFailedException("cannot run " + String.join(" ", command), failure);
    }
  }

  private Answer finished(List<String> command, Process process) throws IOException {
    process.getOutputStream().close();
    CompletableFuture<Void> watch =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Process> cut = watch.thenApply(_ -> process.destroyForcibly());
    try (var output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      cut.cancel(false);
      watch.cancel(false);
      return new Answer(status, text);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new GitFailedException("interrupted in " + String.join(" ", command));
    }
  }
}
