package dev.signalbox.common.footprint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A file ({@code a/b.txt}), a directory ({@code a/}), or a glob ({@code a/*.java}), relative to the
 * repository's root. A backslash takes the next character literally.
 *
 * <p>For conflicts a pattern stands for its <em>cover</em>: the file, the directory, or the deepest
 * directory that no wildcard precedes. The cover can only be wider than the pattern, so nothing
 * that overlaps is ever called free, and scheduler, lock-service and Lua script can all decide by
 * comparing prefixes.
 */
public record PathPattern(@JsonValue String text) implements Comparable<PathPattern> {
  private static final String SPECIAL = "*?[\\";
  private static final String SPECIAL_AT_START = "./";

  @JsonCreator
  public PathPattern {
    if (text.isEmpty() || text.startsWith("/") || leavesRepository(text)) {
      throw new IllegalArgumentException("not a path inside the repository: " + text);
    }
  }

  /** The segments of the cover, outermost first; empty for the whole repository. */
  public List<String> cover() {
    List<String> segments = new ArrayList<>();
    boolean literal = true;
    for (String segment : text.split("/")) {
      literal = literal && !hasWildcard(segment);
      if (literal && !segment.isEmpty() && !segment.equals(".")) {
        segments.add(unescaped(segment));
      }
    }
    return List.copyOf(segments);
  }

  /** The cover as one path without a trailing slash; empty for the whole repository. */
  public String coverPath() {
    if (isOrdinaryFile()) {
      return text;
    }
    return isPlain(text) ? text : String.join("/", cover());
  }

  /** Most patterns by far: letters, digits and the like, and nothing that a cover leaves out. */
  private boolean isOrdinaryFile() {
    char before = '/';
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if ((before == '/' && SPECIAL_AT_START.indexOf(c) >= 0) || SPECIAL.indexOf(c) >= 0) {
        return false;
      }
      before = c;
    }
    return before != '/';
  }

  /** Whether the pattern names exactly one file. */
  public boolean isFile() {
    return !text.endsWith("/") && !isGlob();
  }

  /** Whether the pattern has a wildcard. */
  public boolean isGlob() {
    return hasWildcard(text);
  }

  @Override
  public int compareTo(PathPattern other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean leavesRepository(String text) {
    for (String segment : text.split("/")) {
      if (segment.equals("..") || segment.equals(".git")) {
        return true;
      }
    }
    return text.indexOf('\0') >= 0;
  }

  /** Whether the text surely is its own cover; most are, and large plans have a million. */
  private static boolean isPlain(String text) {
    return !hasWildcard(text)
        && text.indexOf('\\') < 0
        && !text.endsWith("/")
        && !text.endsWith(".")
        && !text.contains("//")
        && !text.contains("./");
  }

  private static boolean hasWildcard(String segment) {
    for (int at = 0; at < segment.length(); at++) {
      char c = segment.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '*' || c == '?' || c == '[') {
        return true;
      }
    }
    return false;
  }

  private static String unescaped(String segment) {
    return segment.indexOf('\\') < 0 ? segment : segment.replaceAll("\\\\(.)", "$1");
  }
}
