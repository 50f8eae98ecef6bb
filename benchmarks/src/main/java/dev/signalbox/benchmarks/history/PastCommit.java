package dev.signalbox.benchmarks.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A commit of the history, as a change of its first parent.
 *
 * @param number its place in the replayed part, from 1
 * @param text the whole commit object, a character for each byte
 * @param diff the raw difference from its first parent, a character for each byte
 * @param title its subject, for people
 * @param linesDeleted the most lines that any file lost
 */
record PastCommit(int number, String id, String text, String diff, String title, int linesDeleted) {

  private static final int SHORT_ID = 10;

  /** The key of its task. */
  String key() {
    return String.format(Locale.ROOT, "c%04d-%s", number, id.substring(0, SHORT_ID));
  }

  /** The files it touches, a moved one under both of its paths. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    String[] parts = diff.split("\0");
    for (int at = 0; at + 1 < parts.length; at += 2) {
      String[] words = parts[at].substring(1).split(" ");
      changes.add(new Change(words[0], words[1], words[2], words[3], new TreePath(parts[at + 1])));
    }
    return changes;
  }

  /** The header lines that say who wrote it and how its text is encoded. */
  List<String> header(String name) {
    return text.substring(0, text.indexOf("\n\n"))
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .toList();
  }

  /** The message, a character for each byte. */
  String message() {
    return text.substring(text.indexOf("\n\n") + 2);
  }
}
