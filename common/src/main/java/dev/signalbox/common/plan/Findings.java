package dev.signalbox.common.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of one document and knows where in it they are. */
final class Findings {
  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::code)
          .thenComparing(Problem::path);

  private final Place root;
  private final Set<Problem> problems = new LinkedHashSet<>();

  Findings(Place root) {
    this.root = root;
  }

  /** A problem with a value. */
  void add(ProblemCode code, String pointer, String message, String hint) {
    add(code, pointer, root.ofValue(pointer), message, hint);
  }

  /** A problem with a key, or with what a key stands for as a whole. */
  void addAtKey(ProblemCode code, String pointer, String message, String hint) {
    add(code, pointer, root.ofKey(pointer), message, hint);
  }

  void addAll(Collection<Problem> found) {
    problems.addAll(found);
  }

  /** All problems in the order of their finding. */
  Collection<Problem> all() {
    return problems;
  }

  /** A problem at a known spot. */
  void add(ProblemCode code, String pointer, Spot spot, String message, String hint) {
    problems.add(
        new Problem(
            code.severity(), code.text(), pointer, spot.line(), spot.column(), message, hint));
  }

  boolean haveErrors() {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** All problems in the order of the document. */
  List<Problem> inOrder() {
    return problems.stream().sorted(ORDER).toList();
  }
}
