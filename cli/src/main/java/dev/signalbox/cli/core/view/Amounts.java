package dev.signalbox.cli.core.view;

import java.time.Duration;
import java.util.Locale;

/** Numbers and their words. */
final class Amounts {
  private Amounts() {}

  /** {@code 1 task}, {@code 2 tasks}, {@code 12,000 tasks}. */
  static String of(long count, String word) {
    return String.format(Locale.ROOT, "%,d %s%s", count, word, count == 1 ? "" : "s");
  }

  /** A duration without what is nothing: {@code 45 min}, {@code 250 ms}. */
  static String span(Duration span) {
    if (span.toMillis() < Duration.ofSeconds(1).toMillis()) {
      return span.toMillis() == 0 ? "0 s" : span.toMillis() + " ms";
    }
    return Spans.of(span).replaceFirst(" 0 (s|min|h)$", "");
  }
}
