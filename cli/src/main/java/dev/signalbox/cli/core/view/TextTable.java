package dev.signalbox.cli.core.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns as wide as their widest cell. */
public final class TextTable {
  private TextTable() {}

  /** The lines of a table; the first row is its head. */
  public static List<String> lines(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths =
        IntStream.range(0, columns)
            .map(
                column -> rows.stream().mapToInt(row -> cell(row, column).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      IntStream.range(0, columns)
          .forEach(column ->
              line.append(("%-" + (widths[column] + 2) + "s").formatted(cell(row, column))));
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column) : "";
  }
}
