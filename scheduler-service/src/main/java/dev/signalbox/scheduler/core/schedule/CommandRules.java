package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What users ask of an accepted plan. Asking for what is so already changes nothing. */
final class CommandRules {
  private final Ledger ledger;
  private final TaskRules tasks;
  private final AttemptRules attempts;

  CommandRules(Ledger ledger, TaskRules tasks, AttemptRules attempts) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.attempts = attempts;
  }

  void apply(Submission command) {
    PlanRun plan = ledger.plans.get(command.plan());
    if (plan == null) {
      refuse(command, "E050-unknown-plan", "there is no plan " + command.plan());
      return;
    }
    switch (command) {
      case Submission.SubmitPlan again ->
          ledger.emit(
              new Effect.Ignored(Effect.Ignored.Why.LATE, again.getClass().getSimpleName()));
      case Submission.CancelPlan cancel -> cancelPlan(plan, cancel);
      case Submission.PausePlan pause -> pausePlan(plan, pause);
      case Submission.ResumePlan resume -> resumePlan(plan, resume);
      case Submission.RetryTasks retry -> retryTasks(plan, retry);
      case Submission.CancelTask cancel -> cancelTask(plan, cancel);
    }
  }

  private void cancelPlan(PlanRun plan, Submission.CancelPlan cancel) {
    if (plan.state.isFinal() || plan.cancelling) {
      late(cancel);
      return;
    }
    plan.cancelling = true;
    plan.reason = cancel.reason();
    ledger.touch(plan);
    String reason = sentence("the plan was cancelled", cancel.reason());
    List.copyOf(plan.tasks()).forEach(task -> cancel(task, reason));
  }

  private void cancelTask(PlanRun plan, Submission.CancelTask cancel) {
    TaskRun task = plan.task(cancel.task());
    if (task == null) {
      refuseTask(cancel, cancel.task(), "is not in the plan", "E051-unknown-task");
    } else if (task.state.isFinal()) {
      late(cancel);
    } else {
      cancel(task, sentence("cancelled", cancel.reason()));
      if (task.state == TaskState.CANCELLED) {
        tasks.skipDependents(task, "was cancelled");
      }
    }
  }

  private void cancel(TaskRun task, String reason) {
    OpenAttempt current = task.current;
    if (current != null) {
      attempts.close(current, Closing.CANCELLED, reason);
    } else if (!task.state.isFinal()) {
      ledger.move(task, TaskState.CANCELLED, reason);
    }
  }

  private void pausePlan(PlanRun plan, Submission.PausePlan pause) {
    if (plan.state == PlanState.RUNNING) {
      tasks.movePlan(plan, PlanState.PAUSED, pause.reason());
    } else {
      late(pause);
    }
  }

  private void resumePlan(PlanRun plan, Submission.ResumePlan resume) {
    if (plan.state == PlanState.PAUSED) {
      tasks.movePlan(plan, PlanState.RUNNING, "");
    } else {
      late(resume);
    }
  }

  private void retryTasks(PlanRun plan, Submission.RetryTasks retry) {
    List<TaskRun> chosen = chosen(plan, retry);
    if (chosen == null) {
      return;
    }
    plan.cancelling = false;
    plan.stoppedBy = null;
    ledger.touch(plan);
    Set<TaskRun> again = new HashSet<>(chosen);
    for (TaskRun task : plan.inOrderOfNeeds().stream().filter(again::contains).toList()) {
      task.tries = 0;
      task.deferrals = 0;
      task.conflicts = 0;
      tasks.restart(task, retry.reason());
    }
    chosen.forEach(tasks::revive);
  }

  /** The tasks to try again; absent when the command cannot be followed. */
  private @Nullable List<TaskRun> chosen(PlanRun plan, Submission.RetryTasks retry) {
    List<TaskKey> keys = retry.tasks();
    if (keys == null) {
      return plan.tasks().stream().filter(task -> task.state == TaskState.FAILED).toList();
    }
    List<TaskRun> found = new ArrayList<>();
    for (TaskKey key : keys) {
      TaskRun task = plan.task(key);
      if (task == null) {
        refuseTask(retry, key, "is not in the plan", "E051-unknown-task");
        return null;
      }
      if (!mayBeTried(task)) {
        refuseTask(retry, key, "is " + task.state, "E052-not-retryable");
        return null;
      }
      found.add(task);
    }
    return found;
  }

  private static boolean mayBeTried(TaskRun task) {
    return switch (task.state) {
      case FAILED, CANCELLED, NEEDS_HUMAN -> task.current == null;
      case PENDING,
          READY,
          QUEUED,
          CLAIMED,
          RUNNING,
          VERIFYING,
          MERGING,
          COMPLETED,
          RETRY_WAIT,
          PAUSED,
          SKIPPED ->
          false;
    };
  }

  private void refuseTask(Submission command, TaskKey task, String what, String code) {
    refuse(command, code, task + " " + what);
  }

  private void refuse(Submission command, String code, String message) {
    ledger.emit(new Effect.Refused(command.plan(), code, message));
  }

  private void late(Submission command) {
    String what = command.getClass().getSimpleName();
    ledger.emit(new Effect.Ignored(Effect.Ignored.Why.LATE, what));
  }

  private static String sentence(String what, String why) {
    return why.isEmpty() ? what : what + ": " + why;
  }
}
