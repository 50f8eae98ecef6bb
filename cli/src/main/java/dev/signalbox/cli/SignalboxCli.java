package dev.signalbox.cli;

import dev.signalbox.cli.flow.Failures;
import dev.signalbox.cli.flow.Signalbox;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** The entry point of the command line. */
public final class SignalboxCli {
  private SignalboxCli() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = run(arguments, out, err, System.getenv());
    out.flush();
    System.exit(code);
  }

  /** Runs one command on these streams and gives back its exit code. */
  static int run(
      String[] arguments, PrintStream out, PrintStream err, Map<String, String> environment) {
    Signalbox root = new Signalbox(out, err, environment);
    return new CommandLine(root)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(new Failures(root))
        .execute(arguments);
  }
}
