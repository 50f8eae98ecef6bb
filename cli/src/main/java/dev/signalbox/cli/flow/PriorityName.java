package dev.signalbox.cli.flow;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.util.Locale;

/** A priority class as a user types it. */
final class PriorityName {
  private PriorityName() {}

  static String of(String typed) {
    String name = typed.toUpperCase(Locale.ROOT);
    if (!name.matches("P[0-3]")) {
      throw new CommandFailure(
          ExitCode.USAGE, "not a priority: " + typed, "", "use P0 (most urgent), P1, P2 or P3");
    }
    return name;
  }
}
