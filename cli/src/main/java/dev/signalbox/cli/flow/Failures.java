package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what ended a command early into {@code error:}, the cause and {@code hint:}. */
public final class Failures implements IExecutionExceptionHandler {
  private final Signalbox root;

  public Failures(Signalbox root) {
    this.root = root;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    CommandFailure known = known(failure);
    Console console = root.console();
    console.note(console.paint().red("error:") + " " + known.words());
    if (!known.why().isEmpty()) {
      console.note("  " + known.why().replace("\n", "\n  "));
    }
    if (!known.hint().isEmpty()) {
      console.note("hint: " + known.hint());
    }
    if (console.json()) {
      console.data(json(known));
    }
    return known.code().number();
  }

  private static CommandFailure known(Exception failure) {
    return switch (failure) {
      case CommandFailure command -> command;
      case IOException io -> unreachable(io);
      case UncheckedIOException io ->
          new CommandFailure(
              ExitCode.FAILURE, "a file cannot be used", String.valueOf(io.getCause()), "");
      default ->
          new CommandFailure(
              ExitCode.FAILURE, "something unexpected happened", describe(failure), "");
    };
  }

  private static CommandFailure unreachable(IOException failure) {
    return new CommandFailure(
        ExitCode.UNREACHABLE, "the server does not answer", failure.toString(), "signalbox status");
  }

  private static String describe(Exception failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static String json(CommandFailure failure) {
    return MessageCodec.mapper()
        .writeValueAsString(
            Map.of(
                "error", failure.words(),
                "exitCode", failure.code().number(),
                "why", failure.why(),
                "hint", failure.hint()));
  }
}
