package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.FencedMerge;
import dev.signalbox.worker.adapter.git.InCoreRebase;
import dev.signalbox.worker.adapter.git.Rebasing;
import dev.signalbox.worker.adapter.git.WrittenClaim;
import dev.signalbox.worker.core.Naming;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Rebases an attempt's commits onto the tip, has the result verified, and merges it fenced. */
public final class Merging {

  private static final int TRIES = 50;
  private static final Duration LOCK_PAUSE = Duration.ofMillis(100);

  private final ClaimRefs claims;
  private final FencedMerge merge;
  private final Turns turns;
  private final Verification verification;
  private final Reporter reporter;

  public Merging(
      ClaimRefs claims,
      FencedMerge merge,
      Turns turns,
      Verification verification,
      Reporter reporter) {
    this.claims = claims;
    this.merge = merge;
    this.turns = turns;
    this.verification = verification;
    this.reporter = reporter;
  }

  /**
   * Merges.
   *
   * @param base where the attempt started
   * @param head its last commit, which the target has
   */
  Outcome run(Working work, String base, String head) throws InterruptedException {
    if (work.assignment().merge().strategy() == MergeStrategy.NONE) {
      return verification
          .failure(work, head)
          .orElseGet(() -> publish(work, Naming.branch(work.assignment().task()), head));
    }
    if (work.assignment().merge().verify() == null) {
      return untilMerged(work, base, head);
    }
    try (Turns.Turn turn = turns.take(work.attempt())) {
      return turn.isTaken() ? untilMerged(work, base, head) : stopped(work);
    }
  }

  private Outcome untilMerged(Working work, String base, String head) throws InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<Outcome> outcome = once(work, base, head);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new Outcome.Failed(
        FailureKind.REPOSITORY,
        "the branch moved, or a lock file was in the way, " + TRIES + " times while merging");
  }

  /** Empty when the branch moved meanwhile. */
  private Optional<Outcome> once(Working work, String base, String head)
      throws InterruptedException {
    Assignment assignment = work.assignment();
    Optional<String> tip = work.target().tip(assignment.mergeBranch());
    if (tip.isEmpty()) {
      return Optional.of(
          new Outcome.Failed(
              FailureKind.REPOSITORY, "there is no branch " + assignment.mergeBranch()));
    }
    Rebasing rebased =
        InCoreRebase.rebase(
            work.target(),
            assignment.merge().strategy(),
            new InCoreRebase.Line(base, head, tip.get()),
            Naming.commitMessage(assignment));
    return switch (rebased) {
      case Rebasing.NothingNew _ -> Optional.of(new Outcome.Completed(null));
      case Rebasing.Conflict conflict ->
          Optional.of(
              new Outcome.Failed(
                  FailureKind.MERGE_CONFLICT,
                  "changed on both sides: " + String.join(", ", conflict.paths())));
      case Rebasing.Onto onto -> verified(work, tip.get(), onto.commit());
    };
  }

  private Optional<Outcome> verified(Working work, String tip, String result)
      throws InterruptedException {
    work.attempt().reached(Step.REBASED);
    Optional<Outcome> failure = verification.failure(work, result);
    if (failure.isPresent()) {
      return failure;
    }
    work.attempt().reached(Step.VERIFIED);
    return fenced(work, tip, result);
  }

  private Optional<Outcome> fenced(Working work, String tip, String result)
      throws InterruptedException {
    String branch = work.assignment().mergeBranch();
    Optional<Outcome> obstacle = obstacle(work, branch);
    if (obstacle.isPresent()) {
      return obstacle;
    }
    reporter.merging(work.attempt(), result);
    Optional<WrittenClaim> merging = announceInGit(work, result);
    if (merging.isEmpty()) {
      return Optional.of(lost());
    }
    return switch (merge.merge(work.target(), branch, tip, result, merging.get())) {
      case MERGED -> Optional.of(readBack(work, branch, result));
      case CLAIM_LOST -> Optional.of(lost());
      case BRANCH_MOVED -> Optional.empty();
      case LOCKED -> {
        TimeUnit.NANOSECONDS.sleep(LOCK_PAUSE.toNanos());
        yield Optional.empty();
      }
    };
  }

  private Outcome publish(Working work, String branch, String head) {
    Optional<Outcome> obstacle = work.attempt().stopReason().map(Outcome.Stopped::new);
    Optional<WrittenClaim> merging =
        obstacle.isPresent() ? Optional.empty() : announceInGit(work, head);
    if (merging.isEmpty()) {
      return obstacle.orElseGet(Merging::lost);
    }
    reporter.merging(work.attempt(), head);
    String name =
        work.target().tip(branch).isPresent()
            ? branch + "-" + work.attempt().attempt().token()
            : branch;
    return switch (merge.publish(work.target(), name, head, merging.get())) {
      case MERGED -> readBack(work, name, head);
      case CLAIM_LOST -> lost();
      case BRANCH_MOVED, LOCKED ->
          new Outcome.Failed(FailureKind.REPOSITORY, "the branch " + name + " cannot be created");
    };
  }

  private static Optional<Outcome> obstacle(Working work, String branch) {
    return work.attempt()
        .stopReason()
        .<Outcome>map(Outcome.Stopped::new)
        .or(() -> work.target().checkedOutAt(branch).map(at -> checkedOut(branch, at.toString())));
  }

  /** Whoever finds this claim later looks for the commit in the branch before running again. */
  private Optional<WrittenClaim> announceInGit(Working work, String result) {
    Optional<WrittenClaim> merging =
        work.attempt()
            .claim()
            .flatMap(open ->
                claims.advance(
                    work.target(),
                    open,
                    open.record().giving(work.attempt().outputs()).merging(result)));
    merging.ifPresent(work.attempt()::claim);
    work.attempt().reached(Step.MERGING_WRITTEN);
    return merging;
  }

  private static Outcome readBack(Working work, String branch, String commit) {
    work.attempt().reached(Step.MERGED);
    if (!work.target().contains(branch, commit)) {
      return new Outcome.Failed(
          FailureKind.REPOSITORY, "after the merge " + branch + " does not contain " + commit);
    }
    work.attempt().reached(Step.READ_BACK);
    return new Outcome.Completed(commit);
  }

  private static Outcome checkedOut(String branch, String at) {
    return new Outcome.Failed(
        FailureKind.REPOSITORY,
        "the branch " + branch + " is checked out at " + at + " and is not moved under its user");
  }

  private static Outcome stopped(Working work) {
    return new Outcome.Stopped(work.attempt().stopReason().orElse("no turn to merge was given"));
  }

  private static Outcome lost() {
    return new Outcome.Stopped("another attempt has the claim: nothing was merged");
  }
}
