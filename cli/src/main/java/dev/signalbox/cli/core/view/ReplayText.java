package dev.signalbox.cli.core.view;

import dev.signalbox.simulator.RecordedRun;
import java.util.List;

/** What became of a replay. */
public final class ReplayText {
  private static final int BEFORE = 60;
  private static final int SHOWN = 300;

  private ReplayText() {}

  /** Everything was the same. */
  public static String same(RecordedRun.Sums sums) {
    return counted(sums) + ": the same";
  }

  /** Something was not. */
  public static List<String> different(RecordedRun.Sums sums, RecordedRun.Difference found) {
    int from = Math.max(0, firstDifference(found.expected(), found.got()) - BEFORE);
    return List.of(
        "line " + found.line() + " is different, after " + counted(sums),
        "  recorded: " + excerpt(found.expected(), from),
        "  now:      " + excerpt(found.got(), from));
  }

  private static String counted(RecordedRun.Sums sums) {
    String inputs = Amounts.of(sums.inputs(), "input");
    String decisions = Amounts.of(sums.decisions(), "decision");
    String repositories = sums.repositories() == 1 ? " repository" : " repositories";
    return inputs + ", " + decisions + " of " + sums.repositories() + repositories;
  }

  private static int firstDifference(String one, String other) {
    int at = 0;
    while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String excerpt(String text, int from) {
    int to = Math.min(text.length(), from + SHOWN);
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }
}
