package dev.signalbox.common.plan;

import java.util.Locale;

/**
 * One thing that is wrong with a plan: what, where, and how to fix it.
 *
 * @param code stable, as in {@code E002-cycle}
 * @param path JSON pointer into the document; empty for the whole document
 * @param line from 1; 0 when the document has no such place
 * @param column from 1; 0 when the document has no such place
 * @param hint how to fix it; may be empty
 */
public record Problem(
    Severity severity,
    String code,
    String path,
    int line,
    int column,
    String message,
    String hint) {

  /** {@code file:line:column: severity code: message}, the first line a user reads. */
  public String describe(String file) {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + severity.name().toLowerCase(Locale.ROOT)
        + " "
        + code
        + ": "
        + message;
  }
}
