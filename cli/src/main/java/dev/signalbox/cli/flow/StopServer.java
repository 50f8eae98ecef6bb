package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops the system of a home in order and waits until it is gone. */
final class StopServer {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private StopServer() {}

  static void stop(Path home, ServerFile file) {
    ProcessHandle process = file.process().orElse(null);
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stuck) {
      throw new CommandFailure(
          ExitCode.TIMED_OUT,
          "pid " + file.pid() + " still runs after " + LIMIT.toSeconds() + " s",
          "",
          "see " + home.resolve("logs/signalbox.log"));
    } catch (ExecutionException unexpected) {
      throw new IllegalStateException(unexpected);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
