package dev.signalbox.scheduler.core.schedule;

import static java.util.Objects.requireNonNull;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.PlanOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What should be published now, found slowly and obviously: again and again the first of all READY
 * tasks that may run, each held against every footprint that is out.
 */
final class ReferenceDecision {
  private final Ledger ledger;
  private final int slots;
  private final List<Footprint> out = new ArrayList<>();
  private final Map<PlanRun, Integer> outOfPlan = new HashMap<>();
  private final Map<PlanRun, long[]> used = new HashMap<>();
  private final List<Long> starts;

  ReferenceDecision(Ledger ledger, int slots) {
    this.ledger = ledger;
    this.slots = slots;
    this.starts = new ArrayList<>(ledger.shares.saved());
    ledger.plans.values().forEach(plan -> used.put(plan, plan.used.clone()));
    ledger.attempts.values().forEach(attempt -> enter(attempt.task, attempt.onlyReads));
  }

  List<TaskId> published() {
    List<TaskRun> ready = new ArrayList<>();
    for (PlanRun plan : ledger.plans.values()) {
      for (TaskRun task : plan.tasks()) {
        if (task.state == TaskState.READY && task.deferredOn == null) {
          ready.add(task);
        }
      }
    }
    List<TaskId> published = new ArrayList<>();
    List<TaskRun> able = able(ready);
    while (!able.isEmpty()) {
      TaskRun first = able.stream().min(this::compare).orElseThrow();
      charge(first);
      enter(first, first.defersMerge());
      ready.remove(first);
      published.add(first.id);
      able = able(ready);
    }
    return published;
  }

  private List<TaskRun> able(List<TaskRun> ready) {
    return ready.stream().filter(this::mayRun).toList();
  }

  private boolean mayRun(TaskRun task) {
    PlanRun plan = task.plan;
    int cap = plan.maxWorkers();
    boolean inWay =
        out.stream()
            .anyMatch(other -> held(task, task.defersMerge()).firstConflict(other).isPresent());
    return plan.state != PlanState.PAUSED
        && outOfPlan.getOrDefault(plan, 0) < cap
        && out.size() < slots
        && task.spec.skills().isEmpty()
        && !inWay;
  }

  /** Class, then the plan that used least of it, then the order inside the plan. */
  private int compare(TaskRun one, TaskRun other) {
    return Comparator.<TaskRun>comparingInt(task -> task.priority().ordinal())
        .thenComparingLong(task -> used(task.plan)[task.priority().ordinal()])
        .thenComparingLong(task -> task.plan.order)
        .thenComparing(ReferenceDecision::compareInPlan)
        .thenComparingInt(task -> task.ordinal)
        .compare(one, other);
  }

  private static int compareInPlan(TaskRun one, TaskRun other) {
    return one.plan.setup.content().order() == PlanOrder.FIFO
        ? Comparator.<TaskRun>comparingLong(task -> requireNonNull(task.readySince).toEpochMilli())
            .compare(one, other)
        : Comparator.<TaskRun>comparingInt(task -> -task.tier)
            .thenComparingLong(task -> -task.weight)
            .compare(one, other);
  }

  private void charge(TaskRun task) {
    int level = task.priority().ordinal();
    long start = Math.max(used(task.plan)[level], starts.get(level));
    starts.set(level, start);
    used(task.plan)[level] = start + ledger.expectedMillis(task);
  }

  private long[] used(PlanRun plan) {
    return requireNonNull(used.get(plan));
  }

  private static Footprint held(TaskRun task, boolean onlyReads) {
    return onlyReads ? task.footprint.withoutWrites() : task.footprint;
  }

  private void enter(TaskRun task, boolean onlyReads) {
    out.add(held(task, onlyReads));
    outOfPlan.merge(task.plan, 1, Integer::sum);
  }
}
