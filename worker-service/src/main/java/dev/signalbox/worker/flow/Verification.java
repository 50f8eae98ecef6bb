package dev.signalbox.worker.flow;

import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.LandedCommits;
import dev.signalbox.worker.adapter.process.Leash;
import dev.signalbox.worker.core.LandedCommit;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.VerifiedTrees;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks the plan's commands about a result, in the slot's worktree: the review about the change,
 * then the check about the tree. A check that fails is run once more, because one that fails by
 * chance would throw good work away; that it did is said.
 */
public final class Verification {

  private static final int LAST_LINES = 20;
  private static final int REMEMBERED = 1000;

  private final Commands commands;
  private final Reporter reporter;
  private final MeterRegistry meters;
  private final VerifiedTrees verified = new VerifiedTrees(REMEMBERED);

  public Verification(Commands commands, Reporter reporter, MeterRegistry meters) {
    this.commands = commands;
    this.reporter = reporter;
    this.meters = meters;
  }

  /**
   * What is to be checked.
   *
   * @param base where the attempt started
   * @param tip what the result was put on
   */
  record Result(String base, String tip, String commit) {}

  /** Why the result must not be merged, if so; without a command it may. */
  Optional<Outcome> failure(Working work, Result result) throws InterruptedException {
    Optional<Outcome> refused = reviewed(work, result);
    return refused.isPresent() ? refused : verified(work, result);
  }

  private Optional<Outcome> reviewed(Working work, Result result) throws InterruptedException {
    String review = work.assignment().merge().review();
    if (review == null) {
      return Optional.empty();
    }
    work.place().repository().reset(result.commit(), true);
    work.log().line("[signalbox: review " + result.commit() + ": " + review + "]");
    Map<String, String> environment = new TreeMap<>(work.environment());
    environment.put("SIGNALBOX_BASE", result.tip());
    environment.put("SIGNALBOX_COMMIT", result.commit());
    Optional<Outcome> refused =
        outcome(run(work, review, environment), "the review: " + review, work, result);
    count("review", refused.isPresent() ? "refused" : "passed");
    if (refused.isEmpty()) {
      reporter.noted(work.attempt(), MergeNote.REVIEWED, work.log().lastLines(1));
    }
    return refused;
  }

  private Optional<Outcome> verified(Working work, Result result) throws InterruptedException {
    String verify = work.assignment().merge().verify();
    if (verify == null) {
      return Optional.empty();
    }
    String tree = work.target().treeOf(result.commit());
    VerifiedTrees.Check check =
        VerifiedTrees.Check.of(tree, verify, work.place().setupKey(), work.environment());
    if (verified.has(check)) {
      work.log().line("[signalbox: verified before: tree " + tree + "]");
      reporter.noted(work.attempt(), MergeNote.VERIFIED_BEFORE, "tree " + tree);
      count("verify", "cached");
      return Optional.empty();
    }
    work.place().repository().move(result.commit());
    work.log().line("[signalbox: verify " + result.commit() + ": " + verify + "]");
    Commands.Ended first = run(work, verify, work.environment());
    if (first instanceof Commands.Ended.Exited exited && exited.status() != 0) {
      return again(work, result, verify, exited);
    }
    Optional<Outcome> failure = outcome(first, verify, work, result);
    if (failure.isEmpty()) {
      verified.add(check);
    }
    count("verify", failure.isPresent() ? "failed" : "passed");
    return failure;
  }

  /** What passes only the second time is not remembered as good. */
  private Optional<Outcome> again(
      Working work, Result result, String verify, Commands.Ended.Exited first)
      throws InterruptedException {
    String said = work.log().lastLines(LAST_LINES);
    work.place().repository().reset(result.commit(), true);
    work.log().line("[signalbox: it ended with status " + first.status() + "; once more]");
    Optional<Outcome> failure =
        outcome(run(work, verify, work.environment()), verify, work, result);
    if (failure.isEmpty()) {
      String what = verify + " ended with status " + first.status() + ", passed at the second run";
      reporter.noted(work.attempt(), MergeNote.FLAKY, what + "\nthe first run:\n" + said);
    }
    count("verify", failure.isPresent() ? "failed" : "flaky");
    return failure;
  }

  private Commands.Ended run(Working work, String shell, Map<String, String> environment)
      throws InterruptedException {
    Leash.Command command =
        new Leash.Command(shell, work.place().repository().worktree(), environment, work.marker());
    return commands.run(work.attempt(), command, work.assignment().task().timeout(), work.log());
  }

  private static Optional<Outcome> outcome(
      Commands.Ended ended, String what, Working work, Result result) {
    return switch (ended) {
      case Commands.Ended.Exited exited ->
          exited.status() == 0
              ? Optional.empty()
              : failed(what + " ended with status " + exited.status(), work, result);
      case Commands.Ended.TimedOut timedOut ->
          failed(what + " took longer than " + timedOut.limit(), work, result);
      case Commands.Ended.Stopped stopped -> Optional.of(new Outcome.Stopped(stopped.reason()));
      case Commands.Ended.NotStarted not ->
          failed(what + " did not start: " + not.why(), work, result);
    };
  }

  /** What landed since is named: a result that was good alone may be bad on it. */
  private static Optional<Outcome> failed(String what, Working work, Result result) {
    String landed =
        LandedCommit.list(LandedCommits.between(work.target(), result.base(), result.tip()));
    String detail = what + "\n" + work.log().lastLines(LAST_LINES) + landed;
    return Optional.of(new Outcome.Failed(FailureKind.VERIFY, detail));
  }

  private void count(String check, String result) {
    meters.counter("signalbox.worker.checks", "check", check, "result", result).increment();
  }
}
