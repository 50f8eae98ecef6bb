package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.scheduler.core.fleet.Silenced;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What becomes of attempts when their workers die, or do not have them any more. */
final class WorkerRules {
  private final Ledger ledger;
  private final AttemptRules attempts;

  WorkerRules(Ledger ledger, AttemptRules attempts) {
    this.ledger = ledger;
    this.attempts = attempts;
  }

  /** The attempts of a dead worker, but not those that its new start holds. */
  void lost(Silenced silenced) {
    for (OpenAttempt attempt : held(silenced.worker())) {
      Instant claimed = attempt.claimedAt;
      boolean ofNewStart = claimed != null && claimed.isAfter(silenced.before());
      if (!ofNewStart && !silenced.spared().contains(attempt.ref) && attempt.closing == null) {
        attempts.close(attempt, Closing.LOST, "its worker was taken for dead");
      }
    }
  }

  /**
   * Compares what a living worker has with what it should have. An attempt is lost when its worker
   * did not name it for a whole lease, by the worker's own clock: its outcome, which the broker had
   * before the worker stopped naming it, would have been read by then.
   */
  void heard(Input.Heard heard) {
    for (OpenAttempt attempt : held(heard.worker())) {
      if (attempt.closing == null) {
        reconcile(attempt, heard);
      }
    }
  }

  private void reconcile(OpenAttempt attempt, Input.Heard heard) {
    Instant missed = attempt.missedFrom;
    if (heard.running().contains(attempt.ref)) {
      attempt.missedFrom = null;
    } else if (missed == null) {
      Instant claimed = attempt.claimedAt;
      boolean settled = claimed != null && claimed.plus(heard.lease()).isBefore(heard.at());
      attempt.missedFrom = settled ? heard.at() : null;
    } else if (!missed.plus(heard.lease()).isAfter(heard.at())) {
      attempts.close(attempt, Closing.LOST, "its worker does not have it any more");
    }
  }

  private List<OpenAttempt> held(WorkerId worker) {
    return List.copyOf(ledger.byWorker.getOrDefault(worker, Set.of()));
  }
}
