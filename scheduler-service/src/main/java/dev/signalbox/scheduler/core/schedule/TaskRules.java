package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.WorkerKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** How one task's fate changes others: needs released, dependents skipped and revived. */
final class TaskRules {
  private final Ledger ledger;

  TaskRules(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Lets a task run whose needs are all merged, unless its plan starts nothing any more. */
  void makeReady(TaskRun task, String reason) {
    PlanRun plan = task.plan;
    if (plan.cancelling) {
      ledger.move(task, TaskState.CANCELLED, "the plan was cancelled");
    } else if (plan.stoppedBy != null) {
      task.becauseOf = plan.stoppedBy;
      ledger.move(task, TaskState.CANCELLED, "stopped because " + plan.stoppedBy + " failed");
    } else {
      ledger.move(task, TaskState.READY, reason);
      waitForTurn(task);
    }
  }

  /** Puts a READY task into the queue; a person's task goes to the person. */
  void waitForTurn(TaskRun task) {
    if (task.spec.worker() == WorkerKind.HUMAN && task.person == null) {
      ledger.move(task, TaskState.NEEDS_HUMAN, asksForPerson(task, "waits for a person"));
      return;
    }
    if (task.readySince == null) {
      task.readySince = ledger.now;
    }
    if (!Foresight.covers(task.plan)) {
      task.weight = task.rank + ledger.loads.busiest(task);
    }
    age(task);
    ledger.ready.add(task);
  }

  /** Why a task waits for a person, and what they can do. */
  static String asksForPerson(TaskRun task, String why) {
    return why
        + ": signalbox task claim "
        + task.plan.setup.content().name()
        + "/"
        + task.id.key()
        + (task.spec.worker() == WorkerKind.HUMAN ? "" : " (or task retry, or task cancel)");
  }

  /** The task would wait for a path: somebody is to say whether it shall (S3-17). */
  void askToSplit(TaskRun task, String path, TaskId holder) {
    task.serialised = true;
    String what = path.isEmpty() ? "the whole repository" : path;
    ledger.move(
        task,
        TaskState.NEEDS_HUMAN,
        "writes "
            + what
            + ", which "
            + holder.key()
            + " holds: let it wait like others (signalbox task retry PLAN/"
            + task.id.key()
            + "), or cancel it and add smaller tasks (signalbox plan amend PLAN -f FILE)");
  }

  /** The task waits until somebody says how it goes on. */
  void hold(TaskRun task, String reason) {
    String next = "; signalbox task retry PLAN/" + task.id.key() + " tries it again";
    ledger.move(task, TaskState.NEEDS_HUMAN, reason + next);
  }

  /** The task's change is merged, whatever was thought of the task before. */
  void complete(TaskRun task, String reason) {
    boolean wasGivenUp = task.state.isFinal();
    task.becauseOf = null;
    ledger.move(task, TaskState.COMPLETED, reason);
    for (TaskRun dependent : task.dependents) {
      dependent.needsOpen--;
      if (dependent.state == TaskState.PENDING && dependent.needsOpen == 0) {
        makeReady(dependent, "");
      }
    }
    if (wasGivenUp) {
      reviveAfterMerge(task);
    }
  }

  /** The task failed or was cancelled for good: what needs it is skipped. */
  void skipDependents(TaskRun task, String verb) {
    Deque<TaskRun> reached = new ArrayDeque<>(task.dependents);
    while (!reached.isEmpty()) {
      TaskRun dependent = reached.remove();
      if (dependent.state == TaskState.PENDING) {
        dependent.becauseOf = task.spec.key();
        String reason = "needs " + task.spec.key() + ", which " + verb;
        ledger.move(dependent, TaskState.SKIPPED, reason);
        reached.addAll(dependent.dependents);
      }
    }
  }

  /** The task was thought lost and is merged: what stopped for it goes on, unless all stops. */
  private void reviveAfterMerge(TaskRun task) {
    PlanRun plan = task.plan;
    if (task.spec.key().equals(plan.stoppedBy)) {
      plan.stoppedBy = null;
      ledger.touch(plan);
    }
    if (!plan.cancelling && plan.stoppedBy == null) {
      revive(plan, Set.of(task.spec.key()));
    }
  }

  /** Takes up again what was skipped or stopped because of one of the tasks. */
  void revive(PlanRun plan, Set<TaskKey> causes) {
    for (TaskRun task : plan.inOrderOfNeeds()) {
      boolean given = task.state == TaskState.SKIPPED || task.state == TaskState.CANCELLED;
      if (given && task.becauseOf != null && causes.contains(task.becauseOf)) {
        restart(task, "");
      }
    }
  }

  /** Back to where its needs allow; the state before must be final or wait for a person. */
  void restart(TaskRun task, String reason) {
    List<TaskRun> missing = task.needs.stream().filter(TaskRules::isGivenUp).toList();
    if (!missing.isEmpty()) {
      skip(task, missing.getFirst());
      return;
    }
    task.becauseOf = null;
    task.readySince = null;
    if (task.needsOpen == 0) {
      makeReady(task, reason);
    } else {
      ledger.move(task, TaskState.PENDING, reason);
    }
  }

  /** The plans whose last task became final, or that have work again. */
  void settlePlans() {
    ledger.unsettled().forEach(this::settle);
  }

  void movePlan(PlanRun plan, PlanState to, String reason) {
    plan.state = to;
    plan.reason = reason;
    ledger.touch(plan);
    ledger.emit(new Effect.PlanMoved(plan.setup.id(), to, reason));
  }

  private void skip(TaskRun task, TaskRun need) {
    task.becauseOf = need.becauseOf == null ? need.spec.key() : need.becauseOf;
    String reason = "needs " + need.spec.key();
    if (task.state == TaskState.SKIPPED) {
      task.reason = reason;
      ledger.touch(task);
    } else {
      ledger.move(task, TaskState.SKIPPED, reason);
    }
  }

  /** Whether nothing behind the need can run unless somebody asks for it. */
  static boolean isGivenUp(TaskRun need) {
    return need.state.isFinal() && need.state != TaskState.COMPLETED;
  }

  private void settle(PlanRun plan) {
    PlanState to = ending(plan);
    if (to == PlanState.RUNNING ? plan.state.isFinal() : plan.state != to) {
      movePlan(plan, to, "");
    }
    ledger.disposal.consider(plan);
  }

  private static PlanState ending(PlanRun plan) {
    if (!plan.allFinal()) {
      return PlanState.RUNNING;
    }
    if (plan.allCompleted()) {
      return PlanState.COMPLETED;
    }
    return plan.cancelling ? PlanState.CANCELLED : PlanState.FAILED;
  }

  /** Gives a waiting task the tier of its age, and looks again when it has the next. */
  void age(TaskRun task) {
    var since = task.readySince == null ? ledger.now : task.readySince;
    long tierMillis = Math.max(1, ledger.policies.order().ageingTier().toMillis());
    long waited = Math.max(0, ledger.now.toEpochMilli() - since.toEpochMilli());
    task.tier = (int) Math.min(ledger.policies.order().highestTier(), waited / tierMillis);
    if (task.tier < ledger.policies.order().highestTier()) {
      var next = since.plusMillis(tierMillis * (task.tier + 1L));
      ledger.timers.add(next, new Timers.Due.Ageing(task, since));
    }
  }
}
