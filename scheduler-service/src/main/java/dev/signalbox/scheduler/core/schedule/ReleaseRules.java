package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.Submission;

/** How somebody takes a claim away from who holds it. */
final class ReleaseRules {
  private final Ledger ledger;
  private final AttemptRules attempts;
  private final Replies replies;

  ReleaseRules(Ledger ledger, AttemptRules attempts, Replies replies) {
    this.ledger = ledger;
    this.attempts = attempts;
    this.replies = replies;
  }

  /** The holder is asked to stop and to keep its work; if it does not, its claim is revoked. */
  void release(PlanRun plan, Submission.ReleaseClaim release) {
    TaskRun task = plan.task(release.task());
    if (task == null) {
      replies.unknownTask(release, release.task());
    } else if (release.reason().isBlank()) {
      replies.refuse(
          release, "E057-no-reason", "no reason is given", "say why: it is kept with the task");
    } else {
      release(task, release);
    }
  }

  private void release(TaskRun task, Submission.ReleaseClaim release) {
    OpenAttempt current = task.current;
    if (current == null || current.claimedAt == null) {
      replies.refuse(
          release,
          "E058-no-claim",
          release.task() + " holds no claim, it is " + task.state,
          "signalbox locks list shows who holds which paths");
    } else if (current.closing != null) {
      replies.late(release);
    } else {
      ledger.emit(
          new Effect.ClaimReleased(current.ref, release.by(), release.reason(), release.hold()));
      String by = release.by().isEmpty() ? "" : " by " + release.by();
      attempts.close(
          current,
          release.hold() ? Closing.HELD : Closing.RELEASED,
          "its claim was released" + by + ": " + release.reason());
    }
  }
}
