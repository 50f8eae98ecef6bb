package dev.signalbox.worker.flow;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.SetupStep;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.process.Leash;
import dev.signalbox.worker.core.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes a slot ready for an attempt: the files, then the plan's setup where it is not done yet. */
public final class Setup {

  private static final int LAST_LINES = 20;

  private final Commands commands;

  public Setup(Commands commands) {
    this.commands = commands;
  }

  /** Why the attempt cannot start, if so. */
  Optional<Outcome> prepare(Working work, String base) throws InterruptedException, IOException {
    List<SetupStep> steps = work.assignment().setup();
    String wanted = steps.isEmpty() ? "" : fingerprint(work.target(), base, steps);
    boolean toDo = work.place().prepare(base, wanted);
    if (!toDo) {
      return Optional.empty();
    }
    for (SetupStep step : steps) {
      Optional<Outcome> failure = run(work, step);
      if (failure.isPresent()) {
        return failure;
      }
    }
    List<String> changes = work.place().changes();
    if (!changes.isEmpty()) {
      return Optional.of(
          new Outcome.Failed(
              FailureKind.SETUP,
              "setup left changes that would be taken for the task's: "
                  + Attesting.named(changes)
                  + "; let git ignore what it makes, and give it a mode that changes no file"));
    }
    work.place().setupDone(wanted);
    return Optional.empty();
  }

  /** The steps and the content of the files they depend on. */
  private static String fingerprint(TargetRepository target, String base, List<SetupStep> steps) {
    List<PathPattern> files = steps.stream().flatMap(step -> step.whenChanged().stream()).toList();
    return steps + " " + target.blobs(base, files);
  }

  private Optional<Outcome> run(Working work, SetupStep step) throws InterruptedException {
    work.log().line("[signalbox: setup: " + step.run() + "]");
    Leash.Command command =
        new Leash.Command(
            step.run(), work.place().repository().worktree(), work.environment(), work.marker());
    Commands.Ended ended =
        commands.run(work.attempt(), command, work.assignment().task().timeout(), work.log());
    return switch (ended) {
      case Commands.Ended.Exited exited ->
          exited.status() == 0
              ? Optional.empty()
              : failed("setup ended with status " + exited.status(), work);
      case Commands.Ended.TimedOut timedOut ->
          failed("setup took longer than " + timedOut.limit(), work);
      case Commands.Ended.Stopped stopped -> Optional.of(new Outcome.Stopped(stopped.reason()));
      case Commands.Ended.NotStarted not -> failed("setup did not start: " + not.why(), work);
    };
  }

  private static Optional<Outcome> failed(String what, Working work) {
    return Optional.of(
        new Outcome.Failed(FailureKind.SETUP, what + "\n" + work.log().lastLines(LAST_LINES)));
  }
}
