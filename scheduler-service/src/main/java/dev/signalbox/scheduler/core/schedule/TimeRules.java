package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.conflict.Conflict;
import java.time.Instant;

/** What happens because time went by. */
final class TimeRules {
  private final Ledger ledger;
  private final TaskRules tasks;
  private final AttemptRules attempts;
  private final PeopleRules people;

  TimeRules(Ledger ledger, TaskRules tasks, AttemptRules attempts, PeopleRules people) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.attempts = attempts;
    this.people = people;
  }

  void tick() {
    Timers.Due due = ledger.timers.poll(ledger.now);
    while (due != null) {
      fire(due);
      due = ledger.timers.poll(ledger.now);
    }
  }

  /** Nobody could be heard for a while: published attempts get their time to be granted again. */
  void awoke() {
    for (OpenAttempt attempt : ledger.attempts.values()) {
      attempt.queuedFrom = ledger.now;
      attempt.missedFrom = null;
    }
  }

  private void fire(Timers.Due due) {
    switch (due) {
      case Timers.Due.Retry retry -> retry(retry.task());
      case Timers.Due.Deferral deferral -> endDeferral(deferral.task());
      case Timers.Due.Ageing ageing -> age(ageing);
      case Timers.Due.Patience patience -> endPatience(patience);
      case Timers.Due.Grant grant -> missGrant(grant.attempt());
      case Timers.Due.Lease lease -> people.lookAtLease(lease);
      case Timers.Due.Overrun overrun -> overrun(overrun.attempt());
      case Timers.Due.Disposal disposal ->
          ledger.disposal.dispose(disposal.plan(), disposal.restsSince());
      case Timers.Due.Revocation revocation -> {
        OpenAttempt attempt = revocation.attempt();
        if (!attempt.over && attempt.closing != null) {
          attempts.revoke(attempt);
        }
      }
    }
  }

  private void retry(TaskRun task) {
    Instant from = task.notBefore;
    if (task.state == TaskState.RETRY_WAIT && from != null && !from.isAfter(ledger.now)) {
      task.notBefore = null;
      tasks.makeReady(task, "tried again");
    }
  }

  private void endDeferral(TaskRun task) {
    Instant from = task.notBefore;
    if (ledger.deferred.contains(task) && from != null && !from.isAfter(ledger.now)) {
      attempts.wake(task);
    }
  }

  private void age(Timers.Due.Ageing due) {
    TaskRun task = due.task();
    boolean waits = task.state == TaskState.READY && due.readySince().equals(task.readySince);
    if (waits && task.queue != null) {
      ledger.ready.reorder(task, () -> tasks.age(task));
    }
  }

  private void overrun(OpenAttempt attempt) {
    if (!attempt.expectedEnd().isAfter(ledger.now)) {
      attempts.prolong(attempt);
    }
  }

  /** Looks again when a task that is blocked has waited long enough. */
  void watchPatience(TaskRun task, Conflict<OpenAttempt> conflict) {
    Instant since = task.waitsSince();
    if (!task.patient && !task.watched && Reservations.mayBePassed(task, conflict)) {
      task.watched = true;
      Instant end = since.plus(ledger.policies.order().reservationAfter());
      ledger.timers.add(end, new Timers.Due.Patience(task, since));
    }
  }

  private void endPatience(Timers.Due.Patience due) {
    TaskRun task = due.task();
    task.watched = false;
    boolean waits = task.queue != null && due.readySince().equals(task.readySince);
    boolean passed =
        waits
            && !task.patient
            && ledger
                .ready
                .inTheWay(task)
                .filter(conflict -> Reservations.mayBePassed(task, conflict))
                .isPresent();
    if (passed) {
      ledger.reservations.add(task);
      ledger.touch(task);
    }
  }

  private void missGrant(OpenAttempt attempt) {
    if (attempt.over) {
      return;
    }
    if (!attempt.watched && attempt.person == null) {
      attempt.watched = true;
      attempts.watchLength(attempt);
    }
    if (attempt.closing != null || attempt.claimedAt != null) {
      return;
    }
    Instant end = attempt.queuedFrom.plus(ledger.policies.queuedLease());
    if (end.isAfter(ledger.now)) {
      attempts.watchGrant(attempt);
    } else {
      attempts.close(attempt, Closing.UNGRANTED, "no worker took it in time");
    }
  }
}
