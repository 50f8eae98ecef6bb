package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.learning.Expected;
import dev.signalbox.scheduler.core.learning.LearnedDurations;
import dev.signalbox.scheduler.core.learning.Measured;
import dev.signalbox.scheduler.core.lifecycle.Backoff;
import dev.signalbox.scheduler.core.lifecycle.Transitions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a message about an attempt means for its task. */
final class EventRules {
  private final Ledger ledger;
  private final TaskRules tasks;
  private final AttemptRules attempts;
  private final FailureRules failures;
  private final Deadlocks deadlocks;
  private final PersonEvents people;
  private final ProgressRules progress;

  EventRules(Ledger ledger, TaskRules tasks, AttemptRules attempts) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.attempts = attempts;
    this.failures = new FailureRules(ledger, tasks);
    this.people = new PersonEvents(ledger, attempts);
    this.deadlocks = new Deadlocks(ledger, attempts);
    this.progress = new ProgressRules(ledger);
  }

  void apply(TaskEvent event) {
    TaskRun task = ledger.task(event.attempt().task());
    if (task == null) {
      unknown(event);
      return;
    }
    OpenAttempt open = ledger.open(event.attempt());
    switch (event) {
      case TaskEvent.Completed completed -> completed(task, open, completed);
      case TaskEvent.ClaimClosed closed -> closed(open, closed);
      case TaskEvent.Failed failed -> failed(open, failed);
      case TaskEvent.Stopped stopped -> stopped(open, stopped);
      case TaskEvent.Deferred deferred -> deferred(open, deferred);
      case TaskEvent.ClaimGranted got -> progress(open, got, got.worker(), TaskState.CLAIMED);
      case TaskEvent.Claimed got -> progress(open, got, got.worker(), TaskState.CLAIMED);
      case TaskEvent.Started started -> started(open, started);
      case TaskEvent.Progressed progressed ->
          atWork(open, progressed, at -> progress.progressed(at, progressed));
      case TaskEvent.NearsTimeout warning ->
          atWork(open, warning, at -> progress.nearsTimeout(at, warning));
      case TaskEvent.NoRoom noRoom -> noRoom(open, noRoom);
      case TaskEvent.WithPerson with ->
          Optional.ofNullable(open)
              .ifPresentOrElse(at -> people.withPerson(at, with), () -> turnAway(with));
      case TaskEvent.Verifying it -> nearsMerge(open, it, it.worker(), TaskState.VERIFYING);
      case TaskEvent.Waiting waiting -> waiting(open, waiting);
      case TaskEvent.Merging it -> nearsMerge(open, it, it.worker(), TaskState.MERGING);
      case TaskEvent.MergeNoted _ -> {}
    }
  }

  /** The plan came, or came back: what was said of it before is applied now. */
  void applyEarly(PlanId plan) {
    ledger.early.take(plan).forEach(this::apply);
  }

  /** Events of plans that did not come in time. */
  void expireEarly() {
    ledger.early.expire(ledger.now).forEach(event -> ignore(Effect.Ignored.Why.UNKNOWN, event));
  }

  private void unknown(TaskEvent event) {
    if (ledger.plans.containsKey(event.attempt().task().plan())) {
      ignore(Effect.Ignored.Why.UNKNOWN, event);
      return;
    }
    ignore(Effect.Ignored.Why.EARLY, event);
    ledger
        .early
        .keep(event, ledger.now)
        .forEach(dropped -> ignore(Effect.Ignored.Why.UNKNOWN, dropped));
  }

  /** The lock-service says that no claim of the attempt stands. */
  void revoked(AttemptRef ref) {
    OpenAttempt open = ledger.open(ref);
    if (open != null) {
      attempts.overUncounted(open, open.whyOver());
    }
  }

  private void progress(
      @Nullable OpenAttempt open, TaskEvent event, WorkerId worker, TaskState to) {
    if (open == null) {
      turnAway(event);
      return;
    }
    attempts.takenBy(open, worker, event.at());
    TaskRun task = open.task;
    boolean back = to.ordinal() < task.state.ordinal();
    if (!open.isCurrent() || back || !Transitions.legal(task.state, to)) {
      ignore(Effect.Ignored.Why.LATE, event);
      return;
    }
    // A grant is not yet a claim: its ref may be in the way, time and again.
    task.deferrals = event instanceof TaskEvent.ClaimGranted ? task.deferrals : 0;
    ledger.move(task, to, "");
  }

  private void nearsMerge(
      @Nullable OpenAttempt open, TaskEvent event, WorkerId worker, TaskState to) {
    if (open != null) {
      attempts.nearsMerge(open, null);
    }
    progress(open, event, worker, to);
  }

  /** Its work is done and somebody holds what it changed. */
  private void waiting(@Nullable OpenAttempt open, TaskEvent.Waiting waiting) {
    if (open == null) {
      turnAway(waiting);
      return;
    }
    attempts.takenBy(open, waiting.worker(), waiting.at());
    TaskRun task = open.task;
    boolean verifies = task.state == TaskState.VERIFYING;
    if (!open.isCurrent() || !(verifies || Transitions.legal(task.state, TaskState.VERIFYING))) {
      attempts.nearsMerge(open, null);
      ignore(Effect.Ignored.Why.LATE, waiting);
      return;
    }
    attempts.nearsMerge(open, new MergeWait(waiting.path(), waiting.holder(), ledger.now));
    if (!verifies) {
      ledger.move(task, TaskState.VERIFYING, "");
    }
    if (ledger.open(waiting.holder()) != null) {
      deadlocks.resolve(open);
    } else if (ledger.task(waiting.holder().task()) != null) {
      // The holder is over, so it did not give back its claim, and would keep it for its TTL.
      ledger.emit(new Effect.RevokeClaim(waiting.holder()));
    }
  }

  /** An attempt that is over is at work all the same: it must stop, and never be granted again. */
  private void turnAway(TaskEvent event) {
    ignore(Effect.Ignored.Why.STALE, event);
    ledger.emit(new Effect.StopAttempt(event.attempt(), "it is not the current attempt"));
    ledger.emit(new Effect.RevokeClaim(event.attempt()));
  }

  private void completed(TaskRun task, @Nullable OpenAttempt open, TaskEvent.Completed completed) {
    if (open != null) {
      attempts.over(open, "completed");
      learn(open, completed.at());
    }
    if (task.state == TaskState.COMPLETED) {
      ignore(Effect.Ignored.Why.LATE, completed);
      return;
    }
    OpenAttempt other = task.current;
    task.current = null;
    task.tries++;
    task.commit = completed.commit();
    task.outputs = completed.outputs();
    task.forgetDeferral();
    tasks.complete(task, "");
    if (other != null) {
      attempts.close(other, Closing.SUPERSEDED, "an earlier attempt was merged");
    }
  }

  /** From claim to merge: what the attempt kept others waiting for. */
  private void learn(OpenAttempt merged, Instant at) {
    Instant from = merged.claimedAt;
    if (from != null && merged.person == null) {
      TaskRun task = merged.task;
      long millis = Math.max(1, at.toEpochMilli() - from.toEpochMilli());
      Expected author = LearnedDurations.estimate(task.spec).orElse(null);
      Measured measured = new Measured(task.id, millis, author, task.expected);
      ledger.durations.learn(task.plan.setup.content().name(), task.spec, measured);
    }
  }

  private void closed(@Nullable OpenAttempt open, TaskEvent.ClaimClosed closed) {
    boolean outcomeFollows = closed.by() == ClosedBy.RELEASE;
    if (open == null || (outcomeFollows && open.closing == null)) {
      return;
    }
    if (open.closing == null && open.isCurrent()) {
      ledger.emit(new Effect.StopAttempt(open.ref, "its claim is closed"));
    }
    attempts.overUncounted(open, open.whyOver());
  }

  private void failed(@Nullable OpenAttempt open, TaskEvent.Failed failed) {
    if (open == null) {
      ignore(Effect.Ignored.Why.STALE, failed);
    } else if (open.closing != null) {
      attempts.overUncounted(open, failed.detail());
    } else if (attempts.over(open, "failed: " + failed.kind())) {
      failures.failed(open.task, failed);
    }
  }

  private void stopped(@Nullable OpenAttempt open, TaskEvent.Stopped stopped) {
    if (open == null) {
      ignore(Effect.Ignored.Why.STALE, stopped);
    } else {
      PersonEvents.kept(open, stopped.preserved());
      attempts.overUncounted(open, stopped.detail());
    }
  }

  private void deferred(@Nullable OpenAttempt open, TaskEvent.Deferred deferred) {
    if (open == null) {
      ignore(Effect.Ignored.Why.STALE, deferred);
      return;
    }
    String reason = deferred.path() + " is held";
    open.denied = true;
    attempts.overUncounted(open, reason);
    TaskRun task = open.task;
    if (task.state == TaskState.READY && open.closing == null) {
      TaskId holder = deferred.holder();
      if (holder != null && task.asksToSplit()) {
        tasks.askToSplit(task, deferred.path(), holder);
      } else {
        postpone(open, deferred);
      }
    }
  }

  /** What changes nothing but what is known of an attempt. */
  private void atWork(@Nullable OpenAttempt open, TaskEvent event, Consumer<OpenAttempt> rule) {
    if (open == null) {
      ignore(Effect.Ignored.Why.STALE, event);
    } else {
      rule.accept(open);
    }
  }

  /** Another worker may have room, or this one after a while. */
  private void noRoom(@Nullable OpenAttempt open, TaskEvent.NoRoom event) {
    if (open == null) {
      ignore(Effect.Ignored.Why.STALE, event);
      return;
    }
    attempts.overUncounted(open, "no room on " + event.worker());
    TaskRun task = open.task;
    if (task.state == TaskState.READY && open.closing == null) {
      task.noRoom = new LackOfRoom(event.worker(), event.requiredBytes(), event.availableBytes());
      postpone(open);
    }
  }

  private void postpone(OpenAttempt denied, TaskEvent.Deferred deferred) {
    denied.task.deferredOn = deferred.path();
    denied.task.deferredBy = deferred.holder();
    postpone(denied);
  }

  /** Waits for a release, or for a while when what is in the way is not known here. */
  private void postpone(OpenAttempt denied) {
    TaskRun task = denied.task;
    ledger.ready.remove(task);
    ledger.deferred.add(task);
    Duration pause =
        Backoff.doubled(
            ledger.policies.deferral(), task.deferrals, ledger.policies.longestDeferral());
    Instant until = ledger.now.plus(Backoff.jittered(pause, denied.ref.token()));
    task.deferrals++;
    task.notBefore = until;
    ledger.touch(task);
    ledger.timers.add(until, new Timers.Due.Deferral(task));
  }

  private void started(@Nullable OpenAttempt open, TaskEvent.Started started) {
    if (open != null && open.isCurrent()) {
      open.task.branch = started.branch();
    }
    progress(open, started, started.worker(), TaskState.RUNNING);
  }

  private void ignore(Effect.Ignored.Why why, TaskEvent event) {
    String what = event.getClass().getSimpleName();
    ledger.emit(new Effect.Ignored(why, what));
  }
}
