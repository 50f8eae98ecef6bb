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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The only place that runs the git command line: no shell, an environment of its own, no
 * configuration but the repository's, a time limit, and errors that carry git's words.
 */
public final class GitCommand {

  private final Duration limit;
  private final RemoteGit remote;

  public GitCommand(Duration limit) {
    this.limit = limit;
    this.remote = new RemoteGit(limit);
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
  record Answer(int status, String text) {

    boolean isGood() {
      return status == 0;
    }
  }

  /** The way to other hosts. */
  RemoteGit remote() {
    return remote;
  }

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
    return ask(builder, limit);
  }

  /** Runs a prepared command to its end, or to the end of its time. */
  static Answer ask(ProcessBuilder builder, Duration atMost) {
    String command = String.join(" ", builder.command());
    try {
      return finished(command, builder.redirectErrorStream(true).start(), atMost);
    } catch (IOException failure) {
      throw new GitFailedException("cannot run " + command, failure);
    }
  }

  private static Answer finished(String command, Process process, Duration atMost)
      throws IOException {
    process.getOutputStream().close();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> watch =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> cut =
        watch.thenAccept(_ -> {
          late.set(true);
          end(process);
        });
    try (var output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      cut.cancel(false);
      watch.cancel(false);
      return new Answer(status, late.get() ? text + "\ntook longer than " + atMost : text);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      end(process);
      throw new GitFailedException("interrupted in " + command);
    }
  }

  /** What git started, like ssh, would keep its output open. */
  private static void end(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
