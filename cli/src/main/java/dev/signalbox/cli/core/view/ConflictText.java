package dev.signalbox.cli.core.view;

import dev.signalbox.common.analysis.PotentialConflicts;
import dev.signalbox.common.analysis.PotentialConflicts.Overlap;
import dev.signalbox.common.analysis.PotentialConflicts.Pair;
import dev.signalbox.common.footprint.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The pairs of tasks that will take turns, for people. */
public final class ConflictText {
  private static final int MOST_PATHS = 3;

  private ConflictText() {}

  /** A table of pairs and paths, and how many there are in all. */
  public static List<String> lines(PotentialConflicts conflicts) {
    if (conflicts.total() == 0) {
      return List.of("no two tasks that could run at the same time touch the same path");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("TASK", "AND", "MEET AT"));
    conflicts
        .pairs()
        .forEach(
            pair -> rows.add(List.of(pair.first().value(), pair.second().value(), paths(pair))));
    List<String> lines = new ArrayList<>(TextTable.lines(rows));
    long hidden = conflicts.total() - conflicts.pairs().size();
    lines.add("");
    lines.add(
        Amounts.of(conflicts.total(), "pair")
            + " of tasks will take turns"
            + (hidden > 0 ? "; " + hidden + " more are not shown (--all, --json)" : ""));
    return lines;
  }

  /** One sentence: how many pairs, and the first of them. */
  public static String sentence(PotentialConflicts conflicts) {
    String named =
        conflicts.pairs().stream()
            .map(pair -> pair.first() + " and " + pair.second() + " (" + paths(pair) + ")")
            .collect(Collectors.joining(", "));
    long more = conflicts.total() - conflicts.pairs().size();
    return Amounts.of(conflicts.total(), "pair")
        + " of tasks will take turns: "
        + named
        + (more > 0 ? ", and " + Amounts.of(more, "more pair") : "");
  }

  /** The paths where two tasks meet, the first few of them. */
  public static String paths(Pair pair) {
    List<String> named = pair.paths().stream().limit(MOST_PATHS).map(ConflictText::path).toList();
    int more = pair.paths().size() - MOST_PATHS;
    return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
  }

  static String path(String path) {
    return path.isEmpty() ? "the whole repository" : path;
  }

  private static String path(Overlap overlap) {
    boolean reads = overlap.first() == Mode.READ || overlap.second() == Mode.READ;
    return path(overlap.path()) + (reads ? " (read)" : "");
  }
}
