package dev.signalbox.worker.flow;

import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.process.Leash;
import dev.signalbox.worker.core.Outcome;
import java.time.Duration;
import java.util.Optional;

/** Runs the plan's check command on a result, in the slot's worktree. */
public final class Verification {

  private static final int LAST_LINES = 20;

  private final Commands commands;

  public Verification(Commands commands) {
    this.commands = commands;
  }

  /** Why the result must not be merged, if so; without a check command it may. */
  Optional<Outcome> failure(Working work, String commit) throws InterruptedException {
    String verify = work.assignment().merge().verify();
    if (verify == null) {
      return Optional.empty();
    }
    work.place().repository().move(commit);
    work.log().line("[signalbox: verify " + commit + ": " + verify + "]");
    Leash.Command command =
        new Leash.Command(
            verify, work.place().repository().worktree(), work.environment(), work.marker());
    Duration limit = work.assignment().task().timeout();
    Commands.Ended ended = commands.run(work.attempt(), command, limit, work.log());
    return outcome(ended, verify, work);
  }

  private static Optional<Outcome> outcome(Commands.Ended ended, String verify, Working work) {
    return switch (ended) {
      case Commands.Ended.Exited exited ->
          exited.status() == 0
              ? Optional.empty()
              : failed(verify + " ended with status " + exited.status(), work);
      case Commands.Ended.TimedOut timedOut ->
          failed(verify + " took longer than " + timedOut.limit(), work);
      case Commands.Ended.Stopped stopped -> Optional.of(new Outcome.Stopped(stopped.reason()));
      case Commands.Ended.NotStarted not -> failed(verify + " did not start: " + not.why(), work);
    };
  }

  private static Optional<Outcome> failed(String what, Working work) {
    return Optional.of(
        new Outcome.Failed(FailureKind.VERIFY, what + "\n" + work.log().lastLines(LAST_LINES)));
  }
}
