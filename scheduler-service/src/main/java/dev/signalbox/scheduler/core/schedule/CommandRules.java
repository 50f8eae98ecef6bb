package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import java.util.List;

/** What users ask of an accepted plan. Asking for what is so already changes nothing. */
final class CommandRules {
  private final Ledger ledger;
  private final TaskRules tasks;
  private final AttemptRules attempts;
  private final Replies replies;
  private final RetryRules retries;
  private final SteeringRules steering;
  private final AmendRules amendments;
  private final PeopleRules people;
  private final ReleaseRules releases;

  CommandRules(Ledger ledger, TaskRules tasks, AttemptRules attempts, PlanRules plans) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.attempts = attempts;
    this.replies = new Replies(ledger);
    this.retries = new RetryRules(ledger, tasks, replies);
    this.steering = new SteeringRules(ledger, replies);
    this.amendments = new AmendRules(ledger, tasks, plans, replies);
    this.releases = new ReleaseRules(ledger, attempts, replies);
    this.people = new PeopleRules(ledger, tasks, attempts, retries, replies);
  }

  PeopleRules people() {
    return people;
  }

  void apply(Submission command) {
    PlanRun plan = ledger.plans.get(command.plan());
    if (plan == null) {
      replies.refuse(
          command,
          "E050-unknown-plan",
          "there is no plan " + command.plan(),
          "signalbox plan list shows the plans");
      return;
    }
    switch (command) {
      case Submission.SubmitPlan again -> replies.late(again);
      case Submission.SubmitStored again -> replies.late(again);
      case Submission.CancelPlan cancel -> cancelPlan(plan, cancel);
      case Submission.PausePlan pause -> pausePlan(plan, pause);
      case Submission.ResumePlan resume -> resumePlan(plan, resume);
      case Submission.RetryTasks retry -> retries.retry(plan, retry);
      case Submission.CancelTask cancel -> cancelTask(plan, cancel);
      case Submission.PrioritiseTasks order -> steering.prioritise(plan, order);
      case Submission.LimitPlan limit -> steering.limit(plan, limit);
      case Submission.AmendPlan amend -> amendments.amend(plan, amend);
      case Submission.ClaimTask claim -> people.claim(plan, claim);
      case Submission.ReportTask report -> people.report(plan, report);
      case Submission.HandInTask done -> people.handIn(plan, done);
      case Submission.FailTask fail -> people.fail(plan, fail);
      case Submission.ReleaseTask release -> people.release(plan, release);
      case Submission.ReleaseClaim release -> releases.release(plan, release);
    }
  }

  private void cancelPlan(PlanRun plan, Submission.CancelPlan cancel) {
    if (plan.state.isFinal() || plan.cancelling) {
      replies.late(cancel);
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
      replies.unknownTask(cancel, cancel.task());
    } else if (task.state.isFinal()) {
      replies.late(cancel);
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
      replies.late(pause);
    }
  }

  private void resumePlan(PlanRun plan, Submission.ResumePlan resume) {
    if (plan.state == PlanState.PAUSED) {
      tasks.movePlan(plan, PlanState.RUNNING, "");
    } else {
      replies.late(resume);
    }
  }

  private static String sentence(String what, String why) {
    return why.isEmpty() ? what : what + ": " + why;
  }
}
