package dev.signalbox.dashboard.adapter.jooq;

import java.util.StringJoiner;

/** Writes arrays of texts the way PostgreSQL reads them: {@code {"a","b"}}. */
final class TextArrays {

  private TextArrays() {}

  static String write(String[] texts) {
    StringJoiner array = new StringJoiner(",", "{", "}");
    for (String text : texts) {
      array.add('"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
    return array.toString();
  }
}
