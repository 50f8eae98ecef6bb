package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import org.jspecify.annotations.Nullable;

/** What workers say of attempts that are with people. */
final class PersonEvents {
  private final Ledger ledger;
  private final AttemptRules attempts;

  PersonEvents(Ledger ledger, AttemptRules attempts) {
    this.ledger = ledger;
    this.attempts = attempts;
  }

  /** A person has the worktree: for the first time in this attempt, or back from a merge. */
  void withPerson(OpenAttempt open, TaskEvent.WithPerson event) {
    attempts.takenBy(open, event.worker(), event.at());
    TaskRun task = open.task;
    PersonClaim claim = task.person;
    if (!open.isCurrent() || open.person == null || claim == null) {
      ledger.emit(new Effect.Ignored(Effect.Ignored.Why.LATE, "WithPerson"));
    } else {
      placed(open, task, claim, event);
    }
  }

  private void placed(
      OpenAttempt open, TaskRun task, PersonClaim claim, TaskEvent.WithPerson event) {
    boolean begins = task.state == TaskState.QUEUED || task.state == TaskState.CLAIMED;
    task.deferrals = 0;
    task.branch = event.branch();
    task.person = claim.at(event.worktree(), event.note()).with(begins && claim.handedIn());
    task.reason = event.note();
    if (task.state == TaskState.RUNNING) {
      ledger.note(task);
    } else {
      ledger.move(task, TaskState.RUNNING, event.note());
    }
    if (begins && claim.handedIn()) {
      ledger.emit(new Effect.HandIn(open.ref));
    }
  }

  /** Who gives work back, or comes to it, is told where it is kept. */
  static void kept(OpenAttempt open, @Nullable String kept) {
    PersonClaim claim = open.task.person;
    if (open.isCurrent() && claim != null && kept != null) {
      open.task.person = claim.noted(claim.note() + " (kept as " + kept + ")");
    }
  }
}
