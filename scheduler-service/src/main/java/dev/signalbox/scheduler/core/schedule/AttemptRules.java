package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.conflict.PathHold;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How attempts begin, are ended from here, and are over. */
final class AttemptRules {
  private final Ledger ledger;
  private final TaskRules tasks;
  private final FailureRules failures;

  AttemptRules(Ledger ledger, TaskRules tasks) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.failures = new FailureRules(ledger, tasks);
  }

  /** Publishes a task: nothing is in its way, and its limits allow it. */
  void publish(TaskRun task, FencingToken token) {
    task.number++;
    AttemptRef ref = new AttemptRef(task.id, task.number, token);
    OpenAttempt attempt =
        new OpenAttempt(
            ref,
            task,
            ledger.now,
            new OpenAttempt.Charge(task.priority(), ledger.expectedMillis(task)));
    attempt.onlyReads = task.defersMerge();
    task.current = attempt;
    charge(attempt);
    ledger.save(task.plan);
    enter(attempt);
    ledger.touch(attempt);
    ledger.move(task, TaskState.QUEUED, "");
    ledger.emit(
        new Effect.Publish(
            ref,
            task.lane(),
            task.plan.setup,
            task.spec,
            attempt.onlyReads ? task.footprint.withoutWrites() : task.footprint,
            attempt.onlyReads ? task.footprint.withoutReads() : null,
            ledger.policies.claimTtl(),
            ProgressRules.outputsFor(task),
            task.doneBy()));
    watchGrant(attempt);
  }

  /** A person's attempt costs its plan nothing. */
  private void charge(OpenAttempt attempt) {
    PersonClaim person = attempt.task.person;
    if (person == null) {
      ledger.shares.charge(attempt);
    } else {
      attempt.person = person.person().name();
    }
  }

  /** Takes an attempt into account: its paths, its slot, its worker. */
  void enter(OpenAttempt attempt) {
    ledger.attempts.put(attempt.ref.token().value(), attempt);
    ledger.ready.hold(attempt);
    if (attempt.person == null) {
      attempt.task.plan.out++;
      ledger.fleet.take(attempt.task.lane, attempt.charge.priority());
      ledger.unknownOut += attempt.task.unknown ? 1 : 0;
    }
    enlist(attempt);
  }

  /** The worker that was granted the claim, or says that it works. */
  void takenBy(OpenAttempt attempt, WorkerId worker, Instant at) {
    if (attempt.claimedAt != null && worker.equals(attempt.worker)) {
      return;
    }
    delist(attempt);
    attempt.worker = worker;
    attempt.claimedAt = at;
    enlist(attempt);
    ledger.fleet.held(worker, at);
    ledger.touch(attempt);
  }

  /**
   * The attempt is done but for its merge. Nothing new that overlaps is published before it, or it
   * might wait for ever; who holds its paths already may finish.
   */
  void nearsMerge(OpenAttempt attempt, @Nullable MergeWait wait) {
    if (attempt.onlyReads) {
      ledger.ready.release(attempt);
      attempt.onlyReads = false;
      ledger.ready.hold(attempt);
    }
    attempt.mergeWait = wait;
    ledger.touch(attempt);
  }

  /** Ends an attempt from here; it is over when its worker or the lock-service says so. */
  void close(OpenAttempt attempt, Closing why, String reason) {
    if (attempt.closing == null || why == Closing.CANCELLED) {
      attempt.closing = why;
      attempt.closingReason = reason;
      ledger.touch(attempt);
      ledger.emit(new Effect.StopAttempt(attempt.ref, reason));
      boolean mayStopByItself = why.workerLives() && attempt.claimedAt != null;
      if (mayStopByItself) {
        Instant end = ledger.now.plus(ledger.policies.stopGrace());
        ledger.timers.add(end, new Timers.Due.Revocation(attempt));
      } else if (!attempt.revoking) {
        revoke(attempt);
      }
    }
  }

  /** Asks for the claim to be closed, and again until somebody says that it is. */
  void revoke(OpenAttempt attempt) {
    attempt.revoking = true;
    ledger.emit(new Effect.RevokeClaim(attempt.ref));
    Instant again = ledger.now.plus(ledger.policies.revokeRepeat());
    ledger.timers.add(again, new Timers.Due.Revocation(attempt));
  }

  /** The attempt holds nothing any more. Says whether it was its task's current one. */
  boolean over(OpenAttempt attempt, String outcome) {
    attempt.over = true;
    attempt.outcome = outcome;
    ledger.attempts.remove(attempt.ref.token().value());
    if (attempt.person == null) {
      attempt.task.plan.out--;
      ledger.unknownOut -= attempt.task.unknown ? 1 : 0;
      ledger.fleet.give(attempt.task.lane, attempt.charge.priority());
      ledger.shares.settle(attempt, Duration.between(attempt.publishedAt, ledger.now));
    }
    ledger.touch(attempt.task.plan);
    ledger.ready.release(attempt);
    delist(attempt);
    ledger.touch(attempt);
    wakeDeferred(attempt);
    ledger.disposal.consider(attempt.task.plan);
    boolean current = attempt.isCurrent();
    if (current) {
      attempt.task.current = null;
      ledger.touch(attempt.task);
    }
    return current;
  }

  /** The attempt is over without having counted against its task. */
  void overUncounted(OpenAttempt attempt, String reason) {
    if (!over(attempt, reason)) {
      return;
    }
    Closing closing = attempt.closing;
    if (closing == Closing.CANCELLED) {
      cancelled(attempt.task);
    } else if (closing == Closing.GIVEN_UP || closing == Closing.GIVEN_BACK) {
      leftByPerson(attempt.task, closing, reason);
    } else if (closing == Closing.HELD && !attempt.task.plan.startsNothing()) {
      tasks.hold(attempt.task, reason);
    } else {
      tasks.makeReady(attempt.task, reason);
    }
  }

  /** The reason was noted when it was asked for; who closed the claim does not know it. */
  private void leftByPerson(TaskRun task, Closing how, String otherwise) {
    PersonClaim person = task.person;
    String reason = person == null ? otherwise : person.note();
    if (how == Closing.GIVEN_UP) {
      task.tries++;
      failures.end(task, reason);
    } else {
      ledger.move(task, TaskState.NEEDS_HUMAN, TaskRules.asksForPerson(task, reason));
    }
  }

  void cancelled(TaskRun task) {
    String reason = task.plan.cancelling ? "the plan was cancelled" : "cancelled";
    ledger.move(task, TaskState.CANCELLED, reason);
    tasks.skipDependents(task, "was cancelled");
  }

  /** It lasts longer than was thought. */
  void prolong(OpenAttempt attempt) {
    if (!attempt.over) {
      while (!attempt.expectedEnd().isAfter(ledger.now)) {
        ledger.shares.prolong(attempt);
      }
      ledger.touch(attempt);
      ledger.save(attempt.task.plan);
      watchLength(attempt);
    }
  }

  /** From when on an attempt may be charged more: what is over soon needs no timer. */
  void watchLength(OpenAttempt attempt) {
    ledger.timers.add(attempt.expectedEnd(), new Timers.Due.Overrun(attempt));
  }

  void watchGrant(OpenAttempt attempt) {
    Instant end = attempt.queuedFrom.plus(ledger.policies.queuedLease());
    ledger.timers.add(end, new Timers.Due.Grant(attempt));
  }

  /**
   * Lets deferred tasks ask again that may have waited for what the attempt held. One that was
   * denied held nothing: else two tasks that are denied the same path would wake each other, and
   * neither ever wait.
   */
  private void wakeDeferred(OpenAttempt released) {
    for (TaskRun task : List.copyOf(ledger.deferred)) {
      boolean named = released.task.id.equals(task.deferredBy);
      boolean held = !released.denied;
      if (named || held && overlap(task.wanted(), released.holds())) {
        wake(task);
      }
    }
  }

  void wake(TaskRun task) {
    ledger.deferred.remove(task);
    task.forgetDeferral();
    ledger.touch(task);
    tasks.waitForTurn(task);
  }

  /** Puts a READY task that waits to ask again back into the queue; others are in it. */
  void forgetDeferral(TaskRun task) {
    if (ledger.deferred.contains(task)) {
      wake(task);
    }
  }

  private static boolean overlap(List<PathHold> some, List<PathHold> others) {
    return some.stream()
        .anyMatch(mine -> others.stream().anyMatch(theirs -> theirs.isInTheWayOf(mine)));
  }

  private void enlist(OpenAttempt attempt) {
    if (attempt.worker != null) {
      ledger.byWorker.computeIfAbsent(attempt.worker, any -> new LinkedHashSet<>()).add(attempt);
    }
  }

  private void delist(OpenAttempt attempt) {
    if (attempt.worker == null) {
      return;
    }
    Set<OpenAttempt> held = ledger.byWorker.get(attempt.worker);
    if (held != null && held.remove(attempt) && held.isEmpty()) {
      ledger.byWorker.remove(attempt.worker);
    }
  }
}
