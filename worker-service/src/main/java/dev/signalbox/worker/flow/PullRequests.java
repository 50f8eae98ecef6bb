package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.process.Leash;
import dev.signalbox.worker.core.Naming;
import dev.signalbox.worker.core.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Hands a checked result over instead of merging it: a branch of its own, and the plan's command
 * that opens a pull request for it.
 */
public final class PullRequests {

  private static final int LAST_LINES = 20;

  private final Landing landing;
  private final Commands commands;
  private final Reporter reporter;

  public PullRequests(Landing landing, Commands commands, Reporter reporter) {
    this.landing = landing;
    this.commands = commands;
    this.reporter = reporter;
  }

  /** Keeps the branch and runs the command; the task is completed when that succeeds. */
  Outcome open(Working work, Verification.Result result) throws InterruptedException {
    Assignment assignment = work.assignment();
    String shell = assignment.merge().pullRequest();
    if (shell == null) {
      throw new IllegalStateException("no command opens pull requests");
    }
    Landing.Published published =
        landing.publish(work, Naming.branch(assignment.task()), result.commit());
    if (!(published.outcome() instanceof Outcome.Completed)) {
      return published.outcome();
    }
    work.place().repository().reset(result.commit(), true);
    work.log().line("[signalbox: pull request for " + published.branch() + ": " + shell + "]");
    Leash.Command command =
        new Leash.Command(
            shell,
            work.place().repository().worktree(),
            environment(work, published.branch(), result),
            work.marker());
    Commands.Ended ended =
        commands.run(work.attempt(), command, assignment.task().timeout(), work.log());
    return why(ended)
        .map(why -> failed(work, published.branch(), shell + " " + why))
        .orElseGet(() -> opened(work, published));
  }

  private Outcome opened(Working work, Landing.Published published) {
    String said = work.log().lastLines(1).strip();
    boolean silent = said.isEmpty() || said.startsWith("[signalbox:");
    reporter.noted(
        work.attempt(),
        MergeNote.PULL_REQUEST,
        silent ? published.branch() : published.branch() + ", " + said);
    return published.outcome();
  }

  private static Map<String, String> environment(
      Working work, String branch, Verification.Result result) {
    Assignment assignment = work.assignment();
    String message = Naming.commitMessage(assignment);
    Map<String, String> environment = new TreeMap<>(work.environment());
    // This command is the plan's, not the task's: it may push to where the plan belongs.
    environment.put("SIGNALBOX_GUARD_TARGET", "");
    environment.put("SIGNALBOX_GUARD_URL", "");
    environment.put("SIGNALBOX_REPOSITORY", work.target().gitDirectory().toString());
    environment.put("SIGNALBOX_BRANCH", branch);
    environment.put("SIGNALBOX_TARGET", assignment.mergeBranch());
    environment.put("SIGNALBOX_BASE", result.tip());
    environment.put("SIGNALBOX_COMMIT", result.commit());
    environment.put("SIGNALBOX_TITLE", message.lines().findFirst().orElse(""));
    environment.put("SIGNALBOX_BODY", message.substring(message.indexOf('\n') + 1).strip());
    return environment;
  }

  private static Optional<String> why(Commands.Ended ended) {
    return switch (ended) {
      case Commands.Ended.Exited exited ->
          exited.status() == 0
              ? Optional.empty()
              : Optional.of("ended with status " + exited.status());
      case Commands.Ended.TimedOut timedOut -> Optional.of("took longer than " + timedOut.limit());
      case Commands.Ended.Stopped stopped -> Optional.of("was stopped: " + stopped.reason());
      case Commands.Ended.NotStarted not -> Optional.of("did not start: " + not.why());
    };
  }

  private static Outcome failed(Working work, String branch, String what) {
    return new Outcome.Failed(
        FailureKind.REPOSITORY,
        "the result is the branch "
            + branch
            + ", and no pull request was opened for it: "
            + what
            + "\n"
            + work.log().lastLines(LAST_LINES));
  }
}
