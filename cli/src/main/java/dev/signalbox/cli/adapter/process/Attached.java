package dev.signalbox.cli.adapter.process;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.io.Console;
import java.io.IOException;
import java.util.List;

/** A program that is given this terminal until it ends. */
public final class Attached {
  private Attached() {}

  /** Whether somebody sits here: both input and output are a terminal. */
  public static boolean isPossible() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Runs it to its end. */
  public static ExitCode run(List<String> words) {
    try {
      int status = new ProcessBuilder(words).inheritIO().start().waitFor();
      return status == 0 ? ExitCode.OK : ExitCode.FAILURE;
    } catch (IOException absent) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          words.getFirst() + " cannot be run",
          absent.toString(),
          "install " + words.getFirst() + ", or attach from another shell");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }
}
