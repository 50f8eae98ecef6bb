package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.plan.WorkerKind;
import dev.signalbox.worker.core.Naming;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Works on an attempt that holds its claim: run, commit, look at the change, merge. */
public final class AttemptFlow {

  private static final int LAST_LINES = 20;

  private final ChangeCheck changes;
  private final TaskRun task;
  private final Setup setup;
  private final Attesting attesting;
  private final Merging merging;
  private final Reporter reporter;

  public AttemptFlow(
      ChangeCheck changes,
      TaskRun task,
      Setup setup,
      Attesting attesting,
      Merging merging,
      Reporter reporter) {
    this.changes = changes;
    this.task = task;
    this.setup = setup;
    this.attesting = attesting;
    this.merging = merging;
    this.reporter = reporter;
  }

  /** Why this worker cannot work on the assignment at all, if so. */
  static Optional<Outcome> refusal(Assignment assignment) {
    TaskSpec task = assignment.task();
    if (task.worker() == WorkerKind.HUMAN) {
      return noExecutor("the task is for a person");
    }
    if (assignment.merge().strategy() == MergeStrategy.PULL_REQUEST
        && assignment.merge().pullRequest() == null) {
      return noExecutor("the plan says no command that opens pull requests");
    }
    return task.run() == null && task.prompt() != null && assignment.agent() == null
        ? noExecutor("the plan names no agent for its prompts")
        : Optional.empty();
  }

  /** The command of the task; absent when there is nothing to run. */
  static Optional<String> commandOf(Assignment assignment) {
    TaskSpec task = assignment.task();
    return Optional.ofNullable(task.run())
        .or(() -> Optional.ofNullable(task.prompt()).map(_ -> assignment.agent()));
  }

  /** Does the work, from the base commit to the merge. */
  Outcome work(Working work, String base) throws InterruptedException, IOException {
    Optional<Outcome> obstacle =
        setup.prepare(work, base).or(() -> attesting.difference(work, base));
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    work.attempt().reached(Step.WORKTREE_READY);
    reporter.started(
        work.attempt(), Naming.branch(work.assignment().task()), Attesting.of(work, base));
    Optional<Outcome> runFailure = run(work);
    return runFailure.isPresent() ? runFailure.get() : commit(work, base);
  }

  private Optional<Outcome> run(Working work) throws InterruptedException {
    Optional<String> command = commandOf(work.assignment());
    if (command.isEmpty()) {
      return Optional.empty();
    }
    Duration limit = work.assignment().task().timeout();
    Reporting reporting = new Reporting(work, reporter);
    Commands.Ended ended;
    try {
      ended = task.run(work, command.get(), limit);
    } finally {
      reporting.end();
    }
    work.attempt().reached(Step.COMMAND_ENDED);
    work.attempt().gives(reporting.outputs());
    return outcome(ended, work)
        .or(() -> reporting.refusal().map(why -> new Outcome.Failed(FailureKind.EXIT, why)));
  }

  private static Optional<Outcome> outcome(Commands.Ended ended, Working work) {
    return switch (ended) {
      case Commands.Ended.Exited exited ->
          exited.status() == 0
              ? Optional.empty()
              : failed(FailureKind.EXIT, "exit status " + exited.status(), work);
      case Commands.Ended.TimedOut timedOut ->
          failed(FailureKind.TIMEOUT, "took longer than " + timedOut.limit(), work);
      case Commands.Ended.Stopped stopped -> Optional.of(new Outcome.Stopped(stopped.reason()));
      case Commands.Ended.NotStarted not -> failed(FailureKind.NO_EXECUTOR, not.why(), work);
    };
  }

  private Outcome commit(Working work, String base) throws InterruptedException, IOException {
    String head = work.place().repository().commitAll(Naming.commitMessage(work.assignment()));
    if (head.equals(base)) {
      return new Outcome.Completed(null);
    }
    work.attempt().reached(Step.COMMITTED);
    reporter.verifying(work.attempt(), head);
    work.place().repository().copyTo(work.target(), head);
    work.attempt().reached(Step.OBJECTS_COPIED);
    return merge(work, base, head);
  }

  /** Sees through what a person handed in, which the target has. */
  Outcome handedIn(Working work, String base, String head)
      throws InterruptedException, IOException {
    Optional<Outcome> setupFailure = setup.prepare(work, base);
    return setupFailure.isPresent() ? setupFailure.get() : merge(work, base, head);
  }

  private Outcome merge(Working work, String base, String head)
      throws InterruptedException, IOException {
    Optional<Outcome> refusal = changes.refusal(work, base, head);
    return refusal.isPresent() ? refusal.get() : merging.run(work, base, head);
  }

  private static Optional<Outcome> noExecutor(String detail) {
    return Optional.of(new Outcome.Failed(FailureKind.NO_EXECUTOR, detail));
  }

  private static Optional<Outcome> failed(FailureKind kind, String what, Working work) {
    String lines = work.log().lastLines(LAST_LINES);
    return Optional.of(new Outcome.Failed(kind, lines.isEmpty() ? what : what + "\n" + lines));
  }
}
