package dev.signalbox.standalone;

import java.time.Duration;
import java.util.Locale;

/** The few words on the standard output; the command line shows those after a dash. */
final class Words {
  private Words() {}

  static void step(String what, long since) {
    double seconds = Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    System.out.println("- " + what + String.format(Locale.ROOT, " (%.1f s)", seconds));
  }

  static void error(String what) {
    System.out.println("error: " + what);
  }

  /** What is at the bottom of a failure. */
  static String cause(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() instanceof Throwable cause) {
      deepest = cause;
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
