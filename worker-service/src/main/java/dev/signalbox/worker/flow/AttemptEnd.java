package dev.signalbox.worker.flow;

import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.git.PreserveRefs;
import dev.signalbox.worker.adapter.git.SlotRepository;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.git.WrittenClaim;
import dev.signalbox.worker.adapter.http.LockClient;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an attempt in the one order that loses nothing: preserve what was not merged, close the
 * claim ref, release the claim, and only then say so.
 */
public final class AttemptEnd {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptEnd.class);

  private final ClaimRefs claims;
  private final LockClient locks;
  private final Reporter reporter;

  public AttemptEnd(ClaimRefs claims, LockClient locks, Reporter reporter) {
    this.claims = claims;
    this.locks = locks;
    this.reporter = reporter;
  }

  /** Ends an attempt that worked in a slot from a base commit. */
  void of(Working work, String base, Outcome outcome) throws InterruptedException {
    String kept = preserve(work, base, outcome).orElse(null);
    work.attempt().reached(Step.PRESERVED);
    closeRef(work.attempt(), work.target());
    work.attempt().reached(Step.CLAIM_CLOSED);
    release(work.attempt());
    work.attempt().reached(Step.RELEASED);
    reporter.ended(work.attempt(), outcome, kept);
    work.attempt().reached(Step.OUTCOME_ANNOUNCED);
  }

  /** Ends an attempt that never had a worktree. */
  void withoutWork(RunningAttempt attempt, Optional<TargetRepository> target, Outcome outcome)
      throws InterruptedException {
    target.ifPresent(repository -> closeRef(attempt, repository));
    release(attempt);
    reporter.ended(attempt, outcome, null);
  }

  /** Ends an attempt whose work is kept already, when there was any. */
  void kept(RunningAttempt attempt, TargetRepository target, Outcome outcome, @Nullable String kept)
      throws InterruptedException {
    closeRef(attempt, target);
    release(attempt);
    reporter.ended(attempt, outcome, kept);
  }

  /** Gives a claim back; when that fails, it expires by itself. */
  void release(RunningAttempt attempt) {
    try {
      locks.release(attempt.handle());
    } catch (LockServiceUnreachableException unreachable) {
      LOG.warn("cannot release {}: {}", attempt.attempt(), unreachable.getMessage());
    }
  }

  private static Optional<String> preserve(Working work, String base, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed ->
          completed.commit() == null ? keepHead(work, base) : Optional.empty();
      case Outcome.NoRoom _ -> Optional.empty();
      case Outcome.Failed _, Outcome.Stopped _ ->
          Workplaces.preserve(
              work.place().repository(), work.target(), work.attempt().attempt(), base);
    };
  }

  /** Commits that came to nothing are kept all the same. */
  private static Optional<String> keepHead(Working work, String base) {
    SlotRepository slot = work.place().repository();
    String head = slot.head();
    return head.equals(base) || work.target().contains(work.assignment().mergeBranch(), head)
        ? Optional.empty()
        : Optional.of(PreserveRefs.keep(slot, work.target(), work.attempt().attempt(), head));
  }

  /** A claim that is somebody else's by now is left alone. */
  private void closeRef(RunningAttempt attempt, TargetRepository target) {
    try {
      Optional<WrittenClaim> mine =
          claims
              .find(target, attempt.attempt())
              .filter(found -> found.record().token().equals(attempt.attempt().token()))
              .filter(found -> found.record().isLive());
      mine.ifPresent(found -> claims.advance(target, found, found.record().closed(null)));
    } catch (GitFailedException failure) {
      LOG.warn("cannot close the claim ref of {}: {}", attempt.attempt(), failure.getMessage());
    }
  }
}
