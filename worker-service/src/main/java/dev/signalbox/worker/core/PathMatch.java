package dev.signalbox.worker.core;

import dev.signalbox.common.footprint.PathPattern;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a real path is one that a pattern names: the file itself, everything below a directory,
 * or a match of a glob ({@code *} and {@code ?} inside a segment, {@code **} across segments).
 */
public final class PathMatch {

  private static final String ANY_DEPTH = "**";

  private PathMatch() {}

  /** Whether any of the patterns names the path. */
  public static boolean anyNames(Collection<PathPattern> patterns, String path) {
    return patterns.stream().anyMatch(pattern -> names(pattern, path));
  }

  /** Whether the pattern names the path, or a directory above it. */
  public static boolean names(PathPattern pattern, String path) {
    List<String> segments = segments(pattern.text());
    return matches(segments, List.of(path.split("/")));
  }

  private static List<String> segments(String text) {
    return List.of(text.split("/")).stream()
        .filter(segment -> !segment.isEmpty() && !segment.equals("."))
        .toList();
  }

  private static boolean matches(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return true; // the pattern is used up: it named this path or a directory above it
    }
    if (pattern.getFirst().equals(ANY_DEPTH)) {
      return skips(pattern.subList(1, pattern.size()), path);
    }
    return !path.isEmpty()
        && segment(pattern.getFirst()).matcher(path.getFirst()).matches()
        && matches(pattern.subList(1, pattern.size()), path.subList(1, path.size()));
  }

  private static boolean skips(List<String> rest, List<String> path) {
    for (int skipped = 0; skipped <= path.size(); skipped++) {
      if (matches(rest, path.subList(skipped, path.size()))) {
        return true;
      }
    }
    return false;
  }

  private static Pattern segment(String glob) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      int closing = c == '[' ? glob.indexOf(']', at + 2) : -1;
      if (closing > 0) {
        regex.append(characters(glob.substring(at + 1, closing)));
        at = closing;
      } else if (c == '\\' && at + 1 < glob.length()) {
        at++;
        regex.append(Pattern.quote(glob.substring(at, at + 1)));
      } else {
        regex.append(wildcard(c));
      }
      at++;
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String wildcard(char c) {
    return switch (c) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> Pattern.quote(String.valueOf(c));
    };
  }

  private static String characters(String inside) {
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    String set = negated ? inside.substring(1) : inside;
    String escaped = set.replaceAll("([\\\\\\[\\]&^])", "\\\\$1");
    return "[" + (negated ? "^" : "") + escaped + "]";
  }
}
