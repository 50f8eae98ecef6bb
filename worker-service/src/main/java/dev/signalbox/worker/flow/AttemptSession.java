package dev.signalbox.worker.flow;

import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.Step;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees one delivered assignment through: claim, acknowledge, work, end. */
public final class AttemptSession {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptSession.class);

  private final Claiming claiming;
  private final ClaimKeeper keeper;
  private final Repositories repositories;
  private final Work work;
  private final AttemptEnd end;
  private final Surroundings around;

  /** What a session tells others. */
  public record Surroundings(
      RunningAttempts attempts, Reporter reporter, Counts counts, FailPoint<Step> failPoint) {}

  /** Does the work of an attempt that holds its claim, and ends it. */
  public interface Work {

    Outcome run(RunningAttempt attempt, TargetRepository target) throws InterruptedException;
  }

  /** The record of a delivery, to be given back. */
  interface Receipt {

    /** Done with. */
    void accept();

    /** Somebody else shall have it. */
    void release();
  }

  public AttemptSession(
      Claiming claiming,
      ClaimKeeper keeper,
      Repositories repositories,
      Work work,
      AttemptEnd end,
      Surroundings around) {
    this.claiming = claiming;
    this.keeper = keeper;
    this.repositories = repositories;
    this.work = work;
    this.end = end;
    this.around = around;
  }

  /** The same with other work to do. */
  public AttemptSession with(Work other) {
    return new AttemptSession(claiming, keeper, repositories, other, end, around);
  }

  /** Handles a delivery; the outcome is with the broker before the record is given back. */
  void take(int slot, Assignment assignment, Receipt receipt, BooleanSupplier draining)
      throws InterruptedException {
    RunningAttempt attempt =
        RunningAttempt.of(assignment, slot, UUID.randomUUID(), around.failPoint());
    around.attempts().begin(attempt);
    attempt.reached(Step.RECORD_TAKEN);
    try {
      Optional<Optional<Claiming.Result>> asked =
          Patience.ask(draining, () -> claiming.ask(attempt));
      if (asked.isEmpty()) {
        around.counts().delivery("released");
        receipt.release();
        return;
      }
      Optional<Claiming.Result> refused = asked.get();
      if (refused.isPresent()) {
        refused(attempt, refused.get(), receipt);
      } else {
        granted(attempt, receipt);
      }
    } finally {
      around.attempts().end(attempt);
    }
  }

  private void granted(RunningAttempt attempt, Receipt receipt) throws InterruptedException {
    try (ClaimKeeper.Keeping _ = keeper.keep(attempt)) {
      Optional<TargetRepository> target = open(attempt, receipt);
      if (target.isPresent()) {
        secured(attempt, target.get(), receipt);
      }
    }
  }

  private Optional<TargetRepository> open(RunningAttempt attempt, Receipt receipt)
      throws InterruptedException {
    Assignment assignment = attempt.assignment();
    try {
      return Optional.of(repositories.open(assignment.repository(), assignment.location()));
    } catch (GitFailedException failure) {
      fail(attempt, Optional.empty(), receipt, failure);
      return Optional.empty();
    }
  }

  private void secured(RunningAttempt attempt, TargetRepository target, Receipt receipt)
      throws InterruptedException {
    Claiming.Result result;
    try {
      result =
          Patience.ask(
                  () -> attempt.stopReason().isPresent(), () -> claiming.secure(attempt, target))
              .orElseGet(() -> new Claiming.Result.Lost("the lock-service did not answer"));
    } catch (GitFailedException failure) {
      fail(attempt, Optional.of(target), receipt, failure);
      return;
    }
    switch (result) {
      case Claiming.Result.Held _ -> held(attempt, target, receipt);
      case Claiming.Result.AlreadyMerged merged -> {
        around.reporter().claimed(attempt);
        receipt.accept();
        claiming.closeMerged(attempt, target, merged.commit());
        finish(attempt, target, new Outcome.Completed(merged.commit()));
      }
      case Claiming.Result.Deferred _, Claiming.Result.Locked _, Claiming.Result.NotOurs _ -> {
        end.release(attempt);
        refused(attempt, result, receipt);
      }
      case Claiming.Result.Lost lost -> {
        finish(attempt, target, new Outcome.Stopped(lost.why()));
        receipt.accept();
      }
    }
  }

  private void held(RunningAttempt attempt, TargetRepository target, Receipt receipt)
      throws InterruptedException {
    around.reporter().claimed(attempt);
    attempt.reached(Step.CLAIM_ANNOUNCED);
    around.counts().delivery("claimed");
    receipt.accept();
    attempt.reached(Step.ACKNOWLEDGED);
    Outcome outcome = work.run(attempt, target);
    around.counts().outcome(outcome);
  }

  private void refused(RunningAttempt attempt, Claiming.Result result, Receipt receipt)
      throws InterruptedException {
    if (result instanceof Claiming.Result.Deferred deferred) {
      around.reporter().deferred(attempt, deferred.path(), deferred.holder().task());
      around.counts().delivery("deferred");
    } else if (result instanceof Claiming.Result.Locked locked) {
      LOG.warn("{} is not run: {} is held", attempt.attempt(), locked.file());
      around.reporter().deferred(attempt, locked.file().toString(), null);
      around.counts().delivery("deferred");
    } else {
      LOG.info("{} is not run: {}", attempt.attempt(), result);
      around.counts().delivery("duplicate");
    }
    receipt.accept();
  }

  private void finish(RunningAttempt attempt, TargetRepository target, Outcome outcome)
      throws InterruptedException {
    end.withoutWork(attempt, Optional.of(target), outcome);
    around.counts().outcome(outcome);
  }

  private void fail(
      RunningAttempt attempt,
      Optional<TargetRepository> target,
      Receipt receipt,
      GitFailedException failure)
      throws InterruptedException {
    Outcome outcome =
        new Outcome.Failed(FailureKind.REPOSITORY, String.valueOf(failure.getMessage()));
    around.reporter().claimed(attempt);
    end.withoutWork(attempt, target, outcome);
    around.counts().outcome(outcome);
    receipt.accept();
  }
}
