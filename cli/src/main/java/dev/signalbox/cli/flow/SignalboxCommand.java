package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command: it has a console and ends with one of the exit codes. */
abstract class SignalboxCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** Does what the user asked for. */
  abstract ExitCode run(Console console);

  @Override
  public final Integer call() {
    return run(console()).number();
  }

  private Console console() {
    if (spec == null) {
      throw new IllegalStateException("a command is made by the command line");
    }
    return ((Signalbox) spec.root().userObject()).console();
  }
}
