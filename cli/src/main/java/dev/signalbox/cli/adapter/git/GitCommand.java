package dev.signalbox.cli.adapter.git;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs git in one directory. Nothing a user wrote is ever part of a shell's text. */
public final class GitCommand {
  private final Path directory;
  private final boolean inHook;

  public GitCommand(Path directory) {
    this(directory, false);
  }

  private GitCommand(Path directory, boolean inHook) {
    this.directory = directory;
    this.inHook = inHook;
  }

  /** Git as a hook runs it: on the repository and the index of the commit that is being made. */
  public static GitCommand inHook(Path directory) {
    return new GitCommand(directory, true);
  }

  /**
   * What a run of git gave.
   *
   * @param output both streams as UTF-8
   */
  public record Answer(int exitCode, String output) {
    public boolean ok() {
      return exitCode == 0;
    }

    /** The output without the line end. */
    public String line() {
      return output.strip();
    }
  }

  public Path directory() {
    return directory;
  }

  /** Runs git and gives back whatever came. */
  public Answer ask(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    if (!inHook) {
      builder.environment().keySet().removeIf(GitCommand::pointsElsewhere);
    }
    try {
      Process git = builder.start();
      git.getOutputStream().close();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(git.waitFor(), output);
    } catch (IOException absent) {
      throw new CommandFailure(
          ExitCode.FAILURE, "git cannot be run", absent.toString(), "install git 2.38 or newer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted while git ran", "", "");
    }
  }

  /** Runs git, which must succeed. */
  public String must(String... arguments) {
    Answer answer = ask(arguments);
    if (!answer.ok()) {
      throw new CommandFailure(
          ExitCode.FAILURE, "git " + String.join(" ", arguments) + " failed", answer.line(), "");
    }
    return answer.line();
  }

  /** Inside a hook, git's own variables would send every command to the hook's repository. */
  private static boolean pointsElsewhere(String variable) {
    return variable.equals("GIT_DIR")
        || variable.equals("GIT_WORK_TREE")
        || variable.equals("GIT_INDEX_FILE");
  }
}
