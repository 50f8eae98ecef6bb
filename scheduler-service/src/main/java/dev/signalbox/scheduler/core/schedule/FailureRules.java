package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.OnConflict;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.RetrySpec;
import dev.signalbox.scheduler.core.lifecycle.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What follows when the current attempt of a task did not succeed (S0-37, S0-38). */
final class FailureRules {
  private final Ledger ledger;
  private final TaskRules tasks;

  FailureRules(Ledger ledger, TaskRules tasks) {
    this.ledger = ledger;
    this.tasks = tasks;
  }

  void failed(TaskRun task, TaskEvent.Failed failed) {
    if (task.person != null) {
      askForPerson(task, failed);
      return;
    }
    switch (failed.kind()) {
      case WORKER_LOST -> tasks.makeReady(task, failed.detail());
      case MERGE_CONFLICT -> conflicted(task, failed);
      case EXIT, TIMEOUT, VERIFY, UNDECLARED, SETUP, REPOSITORY, NO_EXECUTOR, INTERNAL ->
          retryOrGiveUp(task, failed);
    }
  }

  /** A conflict is the fault of the order of merges first, and only then the task's. */
  private void conflicted(TaskRun task, TaskEvent.Failed failed) {
    task.conflicts++;
    OnConflict policy = task.plan.setup.content().merge().onConflict();
    boolean again = task.conflicts <= ledger.policies.conflictReruns();
    switch (policy) {
      case FAIL -> giveUp(task, failed);
      // The worker has tried to repair it already, with all that it takes at hand.
      case HUMAN, REPAIR -> askForPerson(task, failed);
      case RETRY -> {
        if (again) {
          tasks.makeReady(task, sentence(failed));
        } else {
          retryOrGiveUp(task, failed);
        }
      }
    }
  }

  private void askForPerson(TaskRun task, TaskEvent.Failed failed) {
    String kept = failed.preserved();
    String reason = sentence(failed) + (kept == null ? "" : " (kept as " + kept + ")");
    ledger.move(task, TaskState.NEEDS_HUMAN, TaskRules.asksForPerson(task, reason));
  }

  private void retryOrGiveUp(TaskRun task, TaskEvent.Failed failed) {
    task.tries++;
    RetrySpec retry = task.spec.retry();
    PlanRun plan = task.plan;
    boolean starts = !plan.cancelling && plan.stoppedBy == null;
    if (starts && retry.when().contains(failed.kind()) && task.tries <= retry.max()) {
      Duration wait = Backoff.after(retry.backoff(), task.tries, failed.attempt().token());
      task.notBefore = ledger.now.plus(wait);
      task.readySince = null;
      ledger.move(task, TaskState.RETRY_WAIT, sentence(failed));
      ledger.timers.add(task.notBefore, new Timers.Due.Retry(task));
    } else {
      end(task, failed);
    }
  }

  private void giveUp(TaskRun task, TaskEvent.Failed failed) {
    task.tries++;
    end(task, failed);
  }

  private void end(TaskRun task, TaskEvent.Failed failed) {
    end(task, sentence(failed));
  }

  /** It has failed for good. */
  void end(TaskRun task, String reason) {
    ledger.move(task, TaskState.FAILED, reason);
    tasks.skipDependents(task, "failed");
    boolean stops = task.plan.setup.content().onFailure() == OnFailure.STOP_ALL;
    if (stops && task.plan.stoppedBy == null) {
      stopAll(task);
    }
  }

  /** Starts nothing new; what runs may finish. */
  private void stopAll(TaskRun cause) {
    PlanRun plan = cause.plan;
    plan.stoppedBy = cause.spec.key();
    ledger.touch(plan);
    for (TaskRun task : List.copyOf(plan.tasks())) {
      if (!task.state.isFinal() && !task.state.isActive()) {
        task.becauseOf = cause.spec.key();
        ledger.move(task, TaskState.CANCELLED, "stopped because " + cause.spec.key() + " failed");
      }
    }
  }

  private static String sentence(TaskEvent.Failed failed) {
    String kind = failed.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String detail = failed.detail();
    return detail.isEmpty() ? kind : kind + ": " + detail;
  }
}
