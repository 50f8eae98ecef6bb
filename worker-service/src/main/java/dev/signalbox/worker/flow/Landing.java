package dev.signalbox.worker.flow;

import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.FencedMerge;
import dev.signalbox.worker.adapter.git.WrittenClaim;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Puts a checked result into a branch: announced in git, fenced by the claim, read back. */
public final class Landing {

  private static final Duration LOCK_PAUSE = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final ClaimRefs claims;
  private final FencedMerge merge;
  private final Reporter reporter;

  public Landing(ClaimRefs claims, FencedMerge merge, Reporter reporter) {
    this.claims = claims;
    this.merge = merge;
    this.reporter = reporter;
  }

  /**
   * Waits while somebody has the merge branch checked out: moved under them, their next commit
   * would undo the merge. They are told, and switch to another branch when they have looked.
   *
   * @return why there is nothing more to wait for; empty when the branch is free
   */
  Optional<Outcome> whileCheckedOut(Working work) throws InterruptedException {
    String branch = work.assignment().mergeBranch();
    long end = System.nanoTime() + work.assignment().task().timeout().toNanos();
    Optional<Path> at = work.target().checkedOutAt(branch);
    if (at.isPresent()) {
      String what = branch + " is checked out at " + at.get() + "; merges wait until it is not";
      work.log().line("[signalbox: " + what + "]");
      reporter.noted(work.attempt(), MergeNote.CHECKED_OUT, what);
    }
    while (at.isPresent()) {
      Optional<String> stop = work.attempt().stopReason();
      if (stop.isPresent()) {
        return Optional.of(new Outcome.Stopped(stop.get()));
      }
      if (System.nanoTime() > end) {
        return Optional.of(checkedOut(branch, at.get()));
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      at = work.target().checkedOutAt(branch);
    }
    return Optional.empty();
  }

  /** Moves the merge branch from its tip to the result; empty when it has moved meanwhile. */
  Optional<Outcome> merge(Working work, String tip, String result) throws InterruptedException {
    String branch = work.assignment().mergeBranch();
    Optional<Outcome> obstacle = obstacle(work);
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
      case BRANCH_MOVED -> {
        work.log()
            .line("[signalbox: somebody moved " + branch + " meanwhile: once more on its tip]");
        yield Optional.empty();
      }
      case LOCKED -> {
        TimeUnit.NANOSECONDS.sleep(LOCK_PAUSE.toNanos());
        yield Optional.empty();
      }
    };
  }

  /** Creates a branch for the result, under another name when there is one of that name. */
  Published publish(Working work, String branch, String head) throws InterruptedException {
    Optional<Outcome> obstacle = work.attempt().stopReason().map(Outcome.Stopped::new);
    Optional<WrittenClaim> merging =
        obstacle.isPresent() ? Optional.empty() : announceInGit(work, head);
    if (merging.isEmpty()) {
      return new Published(branch, obstacle.orElseGet(Landing::lost));
    }
    reporter.merging(work.attempt(), head);
    String name =
        work.target().tip(branch).isPresent()
            ? branch + "-" + work.attempt().attempt().token()
            : branch;
    Outcome outcome =
        switch (merge.publish(work.target(), name, head, merging.get())) {
          case MERGED -> readBack(work, name, head);
          case CLAIM_LOST -> lost();
          case BRANCH_MOVED, LOCKED ->
              new Outcome.Failed(
                  FailureKind.REPOSITORY, "the branch " + name + " cannot be created");
        };
    return new Published(name, outcome);
  }

  /** What became of a branch that was to be created, and its name. */
  record Published(String branch, Outcome outcome) {}

  /** Looked at once more: the check took its time. */
  private Optional<Outcome> obstacle(Working work) throws InterruptedException {
    Optional<Outcome> stopped = work.attempt().stopReason().map(Outcome.Stopped::new);
    return stopped.isPresent() ? stopped : whileCheckedOut(work);
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
    work.target().refresh();
    if (!work.target().contains(branch, commit)) {
      return new Outcome.Failed(
          FailureKind.REPOSITORY, "after the merge " + branch + " does not contain " + commit);
    }
    work.attempt().reached(Step.READ_BACK);
    return new Outcome.Completed(commit);
  }

  private static Outcome checkedOut(String branch, Path at) {
    return new Outcome.Failed(
        FailureKind.REPOSITORY,
        "the branch "
            + branch
            + " is checked out at "
            + at
            + " and is not moved under its user; switch to another branch there and try again");
  }

  private static Outcome lost() {
    return new Outcome.Stopped("another attempt has the claim: nothing was merged");
  }
}
