package dev.signalbox.common.plan;

import java.util.List;
import java.util.Optional;

/** What is wrong with the text of one path pattern. */
record PathFlaw(ProblemCode code, String message, String hint) {

  static Optional<PathFlaw> of(String text) {
    return isOrdinary(text) ? Optional.empty() : found(text);
  }

  /** Most paths by far; only the others are looked at segment by segment. */
  private static boolean isOrdinary(String text) {
    boolean atStart = true;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean special = c == '\\' || c == '[' || c == '\0';
      if (special || (atStart && (c == '.' || c == '/'))) {
        return false;
      }
      atStart = c == '/';
    }
    return !text.isEmpty();
  }

  private static Optional<PathFlaw> found(String text) {
    if (text.startsWith("/")) {
      return outside("starts at the root of the machine", "write it from the repository's root");
    }
    if (text.indexOf('\0') >= 0) {
      return bad("contains a NUL character", "remove the NUL character");
    }
    String directory = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return List.of(directory.split("/", -1)).stream()
        .flatMap(segment -> ofSegment(segment).stream())
        .findFirst();
  }

  private static Optional<PathFlaw> ofSegment(String segment) {
    return switch (segment.replaceAll("\\\\(.)", "$1")) {
      case "" -> bad("has an empty segment", "remove the second slash");
      case "." -> bad("has a segment .", "leave the . out; the whole repository is **");
      case ".." -> outside("may leave the repository", "write it without ..");
      case String name when name.equalsIgnoreCase(".git") ->
          outside("is in git's own directory", "remove it");
      case String name -> wildcards(segment);
    };
  }

  private static Optional<PathFlaw> wildcards(String segment) {
    int at = 0;
    while (at >= 0 && at < segment.length()) {
      at =
          switch (segment.charAt(at)) {
            case '\\' -> at + 2;
            case '[' -> afterClass(segment, at);
            default -> at + 1;
          };
    }
    if (at < 0) {
      return bad("has a [ that is never closed", "close it, or write \\[");
    }
    return at > segment.length()
        ? bad("has a backslash with nothing after it", "write \\\\ for a backslash")
        : Optional.empty();
  }

  /** Behind the class; negative when it is open. A {@code ]} at its start is a member of it. */
  private static int afterClass(String segment, int opening) {
    boolean negated = segment.startsWith("!", opening + 1) || segment.startsWith("^", opening + 1);
    int at = opening + (negated ? 2 : 1);
    at += segment.startsWith("]", at) ? 1 : 0;
    while (at < segment.length() && segment.charAt(at) != ']') {
      at += segment.charAt(at) == '\\' ? 2 : 1;
    }
    return at < segment.length() ? at + 1 : -1;
  }

  private static Optional<PathFlaw> bad(String message, String hint) {
    return Optional.of(new PathFlaw(ProblemCode.BAD_PATTERN, message, hint));
  }

  private static Optional<PathFlaw> outside(String message, String hint) {
    return Optional.of(new PathFlaw(ProblemCode.OUTSIDE_REPOSITORY, message, hint));
  }
}
