package dev.signalbox.common.plan;

import java.util.Arrays;
import java.util.List;

/** JSON pointers (RFC 6901) as this reader uses them: to find places, and as words for people. */
final class JsonPath {
  private JsonPath() {}

  static String child(String parent, String key) {
    return parent + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  static String child(String parent, int index) {
    return parent + "/" + index;
  }

  static List<String> segments(String pointer) {
    return pointer.isEmpty()
        ? List.of()
        : Arrays.stream(pointer.substring(1).split("/", -1))
            .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
            .toList();
  }

  static String parent(String pointer) {
    return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
  }

  static String last(String pointer) {
    List<String> segments = segments(pointer);
    return segments.isEmpty() ? "" : segments.getLast();
  }

  /** {@code tasks.a.files[0]}, or "the plan" for the whole document. */
  static String words(String pointer) {
    StringBuilder words = new StringBuilder();
    for (String segment : segments(pointer)) {
      if (words.length() > 0 && segment.matches("[0-9]+") && !words.toString().equals("tasks")) {
        words.append('[').append(segment).append(']');
      } else {
        words.append(words.isEmpty() ? "" : ".").append(segment);
      }
    }
    return words.isEmpty() ? "the plan" : words.toString();
  }
}
