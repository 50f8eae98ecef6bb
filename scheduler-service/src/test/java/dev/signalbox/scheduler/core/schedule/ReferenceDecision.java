package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.fleet.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What should be published now, found slowly and obviously: all READY tasks in the order of their
 * urgency, each against every footprint that is out.
 */
final class ReferenceDecision {
  private final Ledger ledger;
  private final int slots;
  private final List<Footprint> out = new ArrayList<>();
  private final Map<PlanRun, Integer> outOfPlan = new HashMap<>();

  ReferenceDecision(Ledger ledger, int slots) {
    this.ledger = ledger;
    this.slots = slots;
  }

  List<TaskId> published() {
    for (OpenAttempt attempt : ledger.attempts.values()) {
      enter(attempt.task);
    }
    List<TaskRun> ready = new ArrayList<>();
    for (PlanRun plan : ledger.plans.values()) {
      for (TaskRun task : plan.tasks()) {
        if (task.state == TaskState.READY && task.deferredOn == null) {
          ready.add(task);
        }
      }
    }
    ready.sort(TaskRun.URGENCY);
    List<TaskId> published = new ArrayList<>();
    for (TaskRun task : ready) {
      if (mayRun(task)) {
        enter(task);
        published.add(task.id);
      }
    }
    return published;
  }

  private boolean mayRun(TaskRun task) {
    PlanRun plan = task.plan;
    int cap = plan.setup.content().limits().maxWorkers();
    boolean inWay = out.stream().anyMatch(other -> task.footprint.firstConflict(other).isPresent());
    return plan.state != PlanState.PAUSED
        && outOfPlan.getOrDefault(plan, 0) < cap
        && out.size() < slots
        && Lane.of(task.spec).skills().isEmpty()
        && !inWay;
  }

  private void enter(TaskRun task) {
    out.add(task.footprint);
    outOfPlan.merge(task.plan, 1, Integer::sum);
  }
}
