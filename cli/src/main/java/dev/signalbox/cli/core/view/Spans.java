package dev.signalbox.cli.core.view;

import java.time.Duration;

/** Durations for people. */
public final class Spans {
  private Spans() {}

  /** {@code 3 d 4 h}, {@code 2 h 5 min}, {@code 3 min 2 s} or {@code 17 s}. */
  public static String of(Duration span) {
    if (span.toDays() > 0) {
      return span.toDays() + " d " + span.toHoursPart() + " h";
    }
    if (span.toHours() > 0) {
      return span.toHours() + " h " + span.toMinutesPart() + " min";
    }
    return span.toMinutes() > 0
        ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
        : span.toSeconds() + " s";
  }
}
