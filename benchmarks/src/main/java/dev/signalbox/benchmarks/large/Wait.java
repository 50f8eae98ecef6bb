package dev.signalbox.benchmarks.large;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks again and again, for a condition with a name and a deadline. */
final class Wait {
  private static final long PAUSE_MILLIS = 20;

  private Wait() {}

  /** What is waited for. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Returns when it holds; fails, with its name, when it does not in that time. */
  static void until(String name, Duration limit, Condition condition)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("not so after " + limit + ": " + name);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }
}
