package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.common.plan.OnConflict;
import dev.signalbox.worker.adapter.git.InCoreRebase;
import dev.signalbox.worker.adapter.git.LandedCommits;
import dev.signalbox.worker.adapter.git.Rebasing;
import dev.signalbox.worker.core.LandedCommit;
import dev.signalbox.worker.core.Naming;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.ResultMessage;
import dev.signalbox.worker.core.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Brings an attempt's commits onto the tip, has the result checked, and merges it. */
public final class Merging {

  private static final int TRIES = 50;

  private final Turns turns;
  private final Verification verification;
  private final Landing landing;
  private final Repair repair;
  private final PullRequests pullRequests;

  public Merging(
      Turns turns,
      Verification verification,
      Landing landing,
      Repair repair,
      PullRequests pullRequests) {
    this.turns = turns;
    this.verification = verification;
    this.landing = landing;
    this.repair = repair;
    this.pullRequests = pullRequests;
  }

  /** How far one try came. */
  private sealed interface Progress {

    /** The attempt is over. */
    record Over(Outcome outcome) implements Progress {}

    /** The branch moved meanwhile, or was locked. */
    record Again() implements Progress {}

    /** It does not go onto that tip. */
    record Conflict(String tip, List<String> paths) implements Progress {}
  }

  /**
   * Merges.
   *
   * @param base where the attempt started
   * @param head its last commit, which the target has
   */
  Outcome run(Working work, String base, String head) throws InterruptedException, IOException {
    if (work.assignment().merge().strategy() == MergeStrategy.NONE) {
      Optional<Outcome> failure =
          verification.failure(work, new Verification.Result(base, base, head));
      return failure.isPresent()
          ? failure.get()
          : landing.publish(work, Naming.branch(work.assignment().task()), head).outcome();
    }
    return switch (inTurn(work, base, head)) {
      case Progress.Over over -> over.outcome();
      case Progress.Again _ -> tooOften();
      case Progress.Conflict conflict -> conflicted(work, base, head, conflict);
    };
  }

  private Outcome conflicted(Working work, String base, String head, Progress.Conflict conflict)
      throws InterruptedException, IOException {
    if (!isRepaired(work.assignment())) {
      return new Outcome.Failed(
          FailureKind.MERGE_CONFLICT, sentence(work, base, conflict.tip(), conflict.paths()));
    }
    return switch (repair.of(work, new Repair.Clash(base, head, conflict.tip()))) {
      case Repair.Result.Failed failed -> failed.outcome();
      case Repair.Result.Repaired repaired -> afterRepair(work, conflict.tip(), repaired.commit());
    };
  }

  /** A person who handed something in looks at it themselves. */
  private static boolean isRepaired(Assignment assignment) {
    return assignment.merge().onConflict() == OnConflict.REPAIR && assignment.person() == null;
  }

  /** One repair is all there is: whatever fails after it is for a person to look at. */
  private Outcome afterRepair(Working work, String tip, String repaired)
      throws InterruptedException {
    return switch (inTurn(work, tip, repaired)) {
      case Progress.Over over ->
          over.outcome() instanceof Outcome.Failed failed
              ? new Outcome.Failed(
                  FailureKind.MERGE_CONFLICT, "the repaired result: " + failed.detail())
              : over.outcome();
      case Progress.Again _ -> tooOften();
      case Progress.Conflict again ->
          new Outcome.Failed(
              FailureKind.MERGE_CONFLICT,
              "repaired, and then again " + sentence(work, tip, again.tip(), again.paths()));
    };
  }

  private Progress inTurn(Working work, String base, String head) throws InterruptedException {
    if (!takesLong(work.assignment())) {
      return untilDecided(work, base, head);
    }
    try (Turns.Turn turn = turns.take(work.attempt())) {
      return turn.isTaken() ? untilDecided(work, base, head) : new Progress.Over(stopped(work));
    }
  }

  /** Without a check a try lasts milliseconds, and a pull request moves no shared branch. */
  private static boolean takesLong(Assignment assignment) {
    return assignment.merge().strategy() != MergeStrategy.PULL_REQUEST
        && (assignment.merge().verify() != null || assignment.merge().review() != null);
  }

  private Progress untilDecided(Working work, String base, String head)
      throws InterruptedException {
    Progress progress = new Progress.Again();
    for (int tries = 0; tries < TRIES && progress instanceof Progress.Again; tries++) {
      TimeUnit.NANOSECONDS.sleep(work.target().pauseBefore(tries).toNanos());
      progress = once(work, base, head);
    }
    return progress;
  }

  private Progress once(Working work, String base, String head) throws InterruptedException {
    Assignment assignment = work.assignment();
    boolean moves = assignment.merge().strategy() != MergeStrategy.PULL_REQUEST;
    Optional<Outcome> obstacle = moves ? landing.whileCheckedOut(work) : Optional.empty();
    if (obstacle.isPresent()) {
      return new Progress.Over(obstacle.get());
    }
    work.target().refresh();
    Optional<String> tip = work.target().tip(assignment.mergeBranch());
    if (tip.isEmpty()) {
      return new Progress.Over(
          new Outcome.Failed(
              FailureKind.REPOSITORY, "there is no branch " + assignment.mergeBranch()));
    }
    Rebasing rebased =
        InCoreRebase.rebase(
            work.target(),
            assignment.merge().strategy(),
            new InCoreRebase.Line(base, head, tip.get()),
            ResultMessage.of(assignment));
    return switch (rebased) {
      case Rebasing.NothingNew _ -> new Progress.Over(new Outcome.Completed(null));
      case Rebasing.Conflict conflict -> new Progress.Conflict(tip.get(), conflict.paths());
      case Rebasing.Onto onto ->
          checked(work, new Verification.Result(base, tip.get(), onto.commit()));
    };
  }

  private Progress checked(Working work, Verification.Result result) throws InterruptedException {
    work.attempt().reached(Step.REBASED);
    Optional<Outcome> failure = verification.failure(work, result);
    if (failure.isPresent()) {
      return new Progress.Over(failure.get());
    }
    work.attempt().reached(Step.VERIFIED);
    if (work.assignment().merge().strategy() == MergeStrategy.PULL_REQUEST) {
      return new Progress.Over(pullRequests.open(work, result));
    }
    return landing
        .merge(work, result.tip(), result.commit())
        .<Progress>map(Progress.Over::new)
        .orElseGet(Progress.Again::new);
  }

  private static String sentence(Working work, String base, String tip, List<String> paths) {
    List<LandedCommit> landed = LandedCommits.between(work.target(), base, tip);
    return "changed on both sides: " + String.join(", ", paths) + LandedCommit.list(landed);
  }

  private static Outcome tooOften() {
    return new Outcome.Failed(
        FailureKind.REPOSITORY,
        "the branch moved, or a lock file was in the way, " + TRIES + " times while merging");
  }

  private static Outcome stopped(Working work) {
    return new Outcome.Stopped(work.attempt().stopReason().orElse("no turn to merge was given"));
  }
}
