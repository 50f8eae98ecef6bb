package dev.signalbox.cli.core.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments for people: how far away, and when by the clock on the wall. */
public final class Moments {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Moments() {}

  /** {@code in 3 min 2 s (14:05:09)}, {@code 17 s ago (14:01:50)} or {@code any moment}. */
  public static String of(Instant moment, Instant now, ZoneId zone) {
    Duration away = Duration.between(now, moment);
    String clock = " (" + CLOCK.format(moment.atZone(zone)) + ")";
    if (away.abs().toMillis() < Duration.ofSeconds(1).toMillis()) {
      return "any moment" + clock;
    }
    return away.isNegative()
        ? Amounts.span(away.negated()) + " ago" + clock
        : "in " + Amounts.span(away) + clock;
  }
}
