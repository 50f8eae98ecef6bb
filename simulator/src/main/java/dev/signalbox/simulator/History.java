package dev.signalbox.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened, line by line: the newest lines, and a digest of all. */
final class History {
  private static final int KEPT = 80;

  private final Timeline timeline;
  private final Deque<String> newest = new ArrayDeque<>();
  private long lines;
  private long digest = 1;

  History(Timeline timeline) {
    this.timeline = timeline;
  }

  void note(String what) {
    String line = Duration.between(Timeline.START, timeline.now()) + " " + what;
    lines++;
    for (int at = 0; at < line.length(); at++) {
      digest = digest * 31 + line.charAt(at);
    }
    newest.addLast(line);
    if (newest.size() > KEPT) {
      newest.removeFirst();
    }
  }

  List<String> newest() {
    return List.copyOf(newest);
  }

  /** Two runs with the same lines have the same digest. */
  String digest() {
    return lines + ":" + Long.toHexString(digest);
  }
}
