package dev.signalbox.cli.core.view;

import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.Severity;
import java.util.ArrayList;
import java.util.List;

/** A problem of a plan file for people: where, what, the line with a caret, and how to fix it. */
public final class ProblemText {
  private final String file;
  private final List<String> source;
  private final Paint paint;

  /**
   * @param file as the user named it
   * @param document its text
   */
  public ProblemText(String file, String document, Paint paint) {
    this.file = file;
    this.source = document.lines().toList();
    this.paint = paint;
  }

  /** The lines to print for one problem. */
  public List<String> lines(Problem problem) {
    List<String> lines = new ArrayList<>();
    String first = problem.describe(file);
    lines.add(painted(problem.severity(), first));
    if (problem.line() >= 1 && problem.line() <= source.size()) {
      String number = Integer.toString(problem.line());
      String text = source.get(problem.line() - 1);
      lines.add("  " + number + " | " + text);
      lines.add("  " + " ".repeat(number.length()) + " | " + caret(text, problem.column()));
    }
    if (!problem.hint().isEmpty()) {
      lines.add("hint: " + problem.hint());
    }
    return lines;
  }

  private String painted(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> paint.red(text);
      case WARNING -> paint.yellow(text);
      case INFO -> paint.faint(text);
    };
  }

  /** Keeps the line's tabs, so that the caret stands below its character in every terminal. */
  private static String caret(String text, int column) {
    int before = Math.clamp(column - 1L, 0, text.length());
    StringBuilder indent = new StringBuilder();
    text.chars().limit(before).forEach(each -> indent.append(each == '\t' ? '\t' : ' '));
    return indent + "^";
  }
}
