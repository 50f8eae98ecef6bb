package dev.signalbox.standalone;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes that a test has started, and waits until they are gone. */
final class Processes {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Processes() {}

  /** kill -9. */
  static void kill(Process process) {
    process.destroyForcibly();
    awaitEnd(process);
  }

  /** In order; a process that does not end is killed and fails the test. */
  static void end(Process process) {
    process.destroy();
    awaitEnd(process);
  }

  private static void awaitEnd(Process process) {
    try {
      process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException stuck) {
      process.destroyForcibly();
      throw new IllegalStateException("pid " + process.pid() + " did not end in order", stuck);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
