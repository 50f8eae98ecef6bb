package dev.signalbox.common.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant by a name that does not exist. */
final class Similar {
  private Similar() {}

  /** {@code did you mean x?}, or the other text when nothing is near. */
  static String hint(String wrong, Collection<String> names, String otherwise) {
    return nearest(wrong, names).map(name -> "did you mean " + name + "?").orElse(otherwise);
  }

  private static Optional<String> nearest(String wrong, Collection<String> names) {
    int farthest = (wrong.length() + 1) / 4;
    return names.stream()
        .filter(name -> Math.abs(name.length() - wrong.length()) <= farthest)
        .filter(name -> distance(wrong, name) <= farthest)
        .min(Comparator.comparingInt(name -> distance(wrong, name)));
  }

  /** Levenshtein's distance, ignoring case. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int at = 0; at <= other.length(); at++) {
      row[at] = at;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (same(one.charAt(i - 1), other.charAt(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  private static boolean same(char one, char other) {
    return Character.toLowerCase(one) == Character.toLowerCase(other);
  }
}
