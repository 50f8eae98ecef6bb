package dev.signalbox.cli.core.view;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a plan's text.
 *
 * @param line from 1
 * @param column from 1
 */
public record Spot(int line, int column) {
  private static final Spot START = new Spot(1, 1);

  /** Where a member of a top-level object stands, or the nearest thing that is there. */
  public static Spot of(String document, String pointer) {
    String[] names = pointer.substring(1).split("/");
    List<String> lines = document.lines().toList();
    Spot outer = find(lines, names[0], 0, "^[\"']?");
    if (outer == null || names.length == 1) {
      return outer == null ? START : outer;
    }
    Spot inner = find(lines, names[1], outer.line() - 1, "(?<![A-Za-z-])");
    return inner == null ? outer : inner;
  }

  private static @org.jspecify.annotations.Nullable Spot find(
      List<String> lines, String name, int from, String before) {
    Pattern key = Pattern.compile(before + Pattern.quote(name) + "[\"']?\\s*:");
    for (int index = from; index < lines.size(); index++) {
      Matcher found = key.matcher(lines.get(index));
      if (found.find()) {
        return new Spot(index + 1, found.start() + 1);
      }
    }
    return null;
  }
}
