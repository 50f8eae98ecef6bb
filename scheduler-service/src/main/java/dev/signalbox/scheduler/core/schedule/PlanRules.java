package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.PlanOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a plan comes in, from its author or from what was saved. */
final class PlanRules {
  private final Ledger ledger;
  private final TaskRules tasks;
  private final AttemptRules attempts;

  PlanRules(Ledger ledger, TaskRules tasks, AttemptRules attempts) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.attempts = attempts;
  }

  void accept(Input.Accept input) {
    PlanSetup setup = input.setup();
    if (ledger.plans.containsKey(setup.id())) {
      ledger.emit(new Effect.Ignored(Effect.Ignored.Why.LATE, "SubmitPlan"));
      return;
    }
    ledger.lastOrder++;
    PlanRun plan = new PlanRun(setup, ledger.lastOrder);
    ledger.plans.put(setup.id(), plan);
    ledger.touch(plan);
    plan.tasks().forEach(ledger::touch);
    plan.tasks().forEach(this::expect);
    plan.tasks().forEach(task -> ledger.loads.add(task, 1));
    List<TaskRun> ordered = rank(plan);
    ledger.emit(new Effect.PlanAccepted(setup, input.document(), waves(ordered)));
    for (TaskRun task : ordered) {
      if (task.needsOpen == 0) {
        tasks.makeReady(task, "");
      }
    }
  }

  /** Takes up a saved plan where it was. */
  void restore(Saved saved) {
    SavedPlan savedPlan = saved.plan();
    PlanRun plan = new PlanRun(savedPlan.setup(), savedPlan.order());
    ledger.lastOrder = Math.max(ledger.lastOrder, savedPlan.order());
    plan.state = savedPlan.state();
    plan.reason = savedPlan.reason();
    plan.cancelling = savedPlan.cancelling();
    plan.stoppedBy = savedPlan.stoppedBy();
    Shares.copy(savedPlan.used(), plan.used);
    plan.cap = savedPlan.maxWorkers();
    savedPlan.costs().forEach(cost -> plan.costs.put(cost.currency(), cost));
    ledger.plans.put(plan.setup.id(), plan);
    saved.tasks().forEach(task -> restoreTask(plan, task));
    plan.tasks().forEach(this::expect);
    rank(plan);

    saved.attempts().forEach(attempt -> restoreAttempt(plan, attempt));
    for (SavedTask task : saved.tasks()) {
      resume(plan, task);
    }
    ledger.disposal.consider(plan);
  }

  private void restoreTask(PlanRun plan, SavedTask saved) {
    TaskRun task = present(plan, saved.id().key());
    plan.count(task.state, saved.state());
    task.restore(saved);
    ledger.merges.restored(task);
    if (task.state == TaskState.COMPLETED) {
      task.dependents.forEach(dependent -> dependent.needsOpen--);
    }
  }

  private void restoreAttempt(PlanRun plan, SavedAttempt saved) {
    TaskRun task = present(plan, saved.ref().task().key());
    OpenAttempt attempt =
        new OpenAttempt(
            saved.ref(),
            task,
            saved.publishedAt(),
            new OpenAttempt.Charge(saved.paidAs(), saved.chargeMillis()));
    attempt.worker = saved.worker();
    attempt.claimedAt = saved.claimedAt();
    attempt.closing = saved.closing();
    attempt.onlyReads = saved.onlyReads();
    attempt.mergeWait = saved.mergeWait();
    attempt.progress = new Progress(null, null, "", saved.cost());
    attempt.person = saved.person();
    attempt.queuedFrom = ledger.now;
    attempt.watched = true;
    if (attempt.person == null) {
      attempts.watchLength(attempt);
    }
    attempts.enter(attempt);
    if (attempt.worker != null) {
      ledger.fleet.expect(attempt.worker, ledger.now);
    }
    if (attempt.closing == null) {
      attempts.watchGrant(attempt);
    } else {
      attempts.revoke(attempt);
    }
  }

  private void resume(PlanRun plan, SavedTask saved) {
    TaskRun task = present(plan, saved.id().key());
    Long token = saved.token();
    task.current = token == null ? null : ledger.attempts.get(token);
    if (!task.state.isFinal()) {
      ledger.loads.add(task, 1);
    }
    ledger.seekMerge(task);
    if (task.state == TaskState.RETRY_WAIT) {
      ledger.timers.add(
          task.notBefore == null ? ledger.now : task.notBefore, new Timers.Due.Retry(task));
    }
    if (task.state == TaskState.READY) {
      resumeReady(task);
    }
    PersonClaim person = task.person;
    if (person != null) {
      ledger.timers.add(ledger.now, new Timers.Due.Lease(task, person.since()));
    }
  }

  private void resumeReady(TaskRun task) {
    if (task.isDeferred()) {
      ledger.deferred.add(task);
      ledger.timers.add(
          task.notBefore == null ? ledger.now : task.notBefore, new Timers.Due.Deferral(task));
    } else {
      tasks.waitForTurn(task);
      if (task.patient) {
        ledger.reservations.add(task);
        ledger.reservations.restore(task);
      }
    }
  }

  private static TaskRun present(PlanRun plan, TaskKey key) {
    TaskRun task = plan.task(key);
    if (task == null) {
      throw new IllegalStateException("plan " + plan.setup.id() + " has no task " + key);
    }
    return task;
  }

  void expect(TaskRun task) {
    task.expected = ledger.durations.expected(task.plan.setup.content().name(), task.spec);
  }

  /** Computes every task's rank (Topcuoglu et al., HEFT, 2002) and returns them by needs. */
  List<TaskRun> rank(PlanRun plan) {
    List<TaskRun> ordered = plan.inOrderOfNeeds();
    for (TaskRun task : ordered.reversed()) {
      long behind = 0;
      for (TaskRun dependent : task.dependents) {
        behind = Math.max(behind, dependent.rank);
      }
      task.rank = task.expected.millis() + behind;
    }
    if (plan.setup.content().order() == PlanOrder.CRITICAL_PATH && Foresight.covers(plan)) {
      Foresight.order(plan, slots(plan), ledger.policies.order().foresight());
    }
    return ordered;
  }

  /** How many attempts the plan may have out, as far as workers are known. */
  private int slots(PlanRun plan) {
    int allowed = Math.max(1, plan.maxWorkers());
    int present = ledger.fleet.slots();
    return present == 0 ? allowed : Math.min(allowed, present);
  }

  static Map<TaskKey, Integer> waves(List<TaskRun> ordered) {
    Map<TaskKey, Integer> waves = new HashMap<>();
    for (TaskRun task : ordered) {
      int wave = 0;
      for (TaskRun need : task.needs) {
        wave = Math.max(wave, waves.getOrDefault(need.spec.key(), 0) + 1);
      }
      waves.put(task.spec.key(), wave);
    }
    return waves;
  }
}
