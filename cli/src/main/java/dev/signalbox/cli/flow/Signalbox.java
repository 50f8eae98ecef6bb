package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.adapter.terminal.Console.Look;
import dev.signalbox.cli.adapter.terminal.Console.Progress;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all commands, with the options that every command understands. */
@Command(
    name = "signalbox",
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs many workers on one git repository and merges every result.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 ok, 1 failure or invalid plan, 2 usage, 3 not found, 4 not allowed, 5 conflict,",
      "  6 server unreachable, 7 plan ended with tasks that did not complete, 8 timed out,",
      "  130 interrupted"
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      RunCommand.class,
      SubmitCommand.class,
      PlanCommand.class,
      TaskCommand.class,
      LocksCommand.class,
      WorkersCommand.class,
      HookCommand.class,
      LogsCommand.class,
      DlqCommand.class,
      AgentsCommand.class,
      ReplayCommand.class,
      VersionCommand.class
    })
public final class Signalbox {
  private static final int DEFAULT_WIDTH = 100;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "auto|always|never",
      description = "Whether to colour (default: auto; NO_COLOR is respected).")
  private Color color = Color.AUTO;

  @Option(
      names = "--progress",
      scope = ScopeType.INHERIT,
      paramLabel = "auto|tty|plain|quiet",
      description = "How progress is shown (default: auto).")
  private Shown progress = Shown.AUTO;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON document on stdout and nothing else there.")
  private boolean json;

  private enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  private enum Shown {
    AUTO,
    TTY,
    PLAIN,
    QUIET
  }

  public Signalbox(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
  }

  /** The console as the options and the environment want it. */
  public Console console() {
    return new Console(out, err, new Look(json, shown(), colored(), width()));
  }

  private Progress shown() {
    return switch (progress) {
      case TTY -> Progress.FRAME;
      case PLAIN -> Progress.LINES;
      case QUIET -> Progress.QUIET;
      case AUTO -> isTerminal() && !json ? Progress.FRAME : Progress.LINES;
    };
  }

  private boolean colored() {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> isTerminal() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    };
  }

  /** The launcher looks at the streams, which Java cannot tell apart. */
  private boolean isTerminal() {
    return "both".equals(System.getProperty("signalbox.tty"))
        && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
  }

  private int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }
}
