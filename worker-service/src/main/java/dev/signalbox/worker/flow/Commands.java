package dev.signalbox.worker.flow;

import dev.signalbox.worker.adapter.process.Leash;
import dev.signalbox.worker.adapter.process.LeashedProcess;
import dev.signalbox.worker.core.OutputLog;
import dev.signalbox.worker.core.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a task's commands, and ends them in time. */
public final class Commands {

  private static final Duration LOOK = Duration.ofMillis(50);

  private final Leash leash;
  private final Duration grace;

  /**
   * @param grace between the request to end and the kill
   */
  public Commands(Leash leash, Duration grace) {
    this.leash = leash;
    this.grace = grace;
  }

  /** How a command ended. */
  sealed interface Ended {

    /** By itself; 0 is success. */
    record Exited(int status) implements Ended {}

    /** Its time was over. */
    record TimedOut(Duration limit) implements Ended {}

    /** The attempt has to stop. */
    record Stopped(String reason) implements Ended {}

    /** It could not be started. */
    record NotStarted(String why) implements Ended {}
  }

  /** Starts something whose output goes to the sink. */
  interface Starting {
    LeashedProcess into(Consumer<byte[]> output) throws IOException;
  }

  /** Runs a command to its end; afterwards nothing that it started is left. */
  Ended run(RunningAttempt attempt, Leash.Command command, Duration limit, OutputLog log)
      throws InterruptedException {
    return run(attempt, output -> leash.start(command, output), limit, log);
  }

  /** Runs what is started to its end; afterwards nothing of it is left. */
  Ended run(RunningAttempt attempt, Starting starting, Duration limit, OutputLog log)
      throws InterruptedException {
    LeashedProcess process;
    try {
      process = starting.into(log::append);
    } catch (IOException failure) {
      return new Ended.NotStarted(String.valueOf(failure.getMessage()));
    }
    attempt.reached(Step.COMMAND_STARTED);
    try {
      Ended ended = watch(attempt, process, limit);
      if (!(ended instanceof Ended.Exited)) {
        process.ask();
        process.await(grace);
      }
      return ended;
    } finally {
      process.end();
    }
  }

  private static Ended watch(RunningAttempt attempt, LeashedProcess process, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      long left = deadline - System.nanoTime();
      Optional<Integer> status =
          process.await(Duration.ofNanos(Math.min(Math.max(left, 1), LOOK.toNanos())));
      if (status.isPresent()) {
        return process
            .refusal()
            .<Ended>map(Ended.NotStarted::new)
            .orElseGet(() -> new Ended.Exited(status.get()));
      }
      Optional<String> stop = attempt.stopReason();
      if (stop.isPresent()) {
        return new Ended.Stopped(stop.get());
      }
      if (left <= 0) {
        return new Ended.TimedOut(limit);
      }
    }
  }
}
