package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.Amendment;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plan as it stands. Only the rules of this package change it. */
final class PlanRun {

  /** What was accepted, with all that was added since. */
  PlanSetup setup;

  final long order;
  final Map<Kind, Group> groups = new HashMap<>();

  /** Worker-milliseconds used in each class, as fair shares count them. */
  final long[] used = new long[Priority.values().length];

  PlanState state = PlanState.RUNNING;
  String reason = "";
  boolean cancelling;
  @Nullable TaskKey stoppedBy;

  /** The cap that somebody asked for after the plan was accepted; absent for the plan's own. */
  @Nullable Integer cap;

  /** Since when nothing of it can happen by itself; absent while something can. */
  @Nullable Instant restsSince;

  /** How many timers are about it, and whether it was taken out of memory. */
  int timers;

  boolean disposed;

  /** For how long its tasks waited, in milliseconds by the word of the reason. */
  final Map<String, Long> waited = new TreeMap<>();

  /** What its attempts have cost, by currency. */
  final Map<String, Cost> costs = new TreeMap<>();

  /** Attempts that are out. */
  int out;

  private final Map<TaskKey, TaskRun> tasks = new LinkedHashMap<>();
  private final int[] inState = new int[TaskState.values().length];
  private int open;

  PlanRun(PlanSetup setup, long order) {
    this.setup = setup;
    this.order = order;
    for (TaskSpec spec : setup.content().tasks()) {
      tasks.put(spec.key(), new TaskRun(this, spec, tasks.size()));
    }
    tasks.values().forEach(this::link);
    inState[TaskState.PENDING.ordinal()] = tasks.size();
    open = tasks.size();
  }

  @Nullable TaskRun task(TaskKey key) {
    return tasks.get(key);
  }

  Collection<TaskRun> tasks() {
    return tasks.values();
  }

  /** Tasks so that each comes after all it needs. */
  List<TaskRun> inOrderOfNeeds() {
    Map<TaskRun, Integer> missing = new HashMap<>();
    List<TaskRun> ordered = new ArrayList<>();
    for (TaskRun task : tasks.values()) {
      missing.put(task, task.needs.size());
      if (task.needs.isEmpty()) {
        ordered.add(task);
      }
    }
    for (int at = 0; at < ordered.size(); at++) {
      for (TaskRun dependent : ordered.get(at).dependents) {
        if (missing.merge(dependent, -1, Integer::sum) == 0) {
          ordered.add(dependent);
        }
      }
    }
    return ordered;
  }

  void count(TaskState from, TaskState to) {
    inState[from.ordinal()]--;
    inState[to.ordinal()]++;
    open += (from.isFinal() ? 1 : 0) - (to.isFinal() ? 1 : 0);
  }

  int inState(TaskState wanted) {
    return inState[wanted.ordinal()];
  }

  /** How many of its tasks may be out at one time. */
  int maxWorkers() {
    return cap == null ? setup.content().limits().maxWorkers() : cap;
  }

  List<Cost> costs() {
    return List.copyOf(costs.values());
  }

  /** What it has cost in the currency of its limit, once that is all it may; else absent. */
  Optional<WaitReason> costLimit() {
    Cost max = setup.content().limits().highestCost().orElse(null);
    Cost spent = max == null ? null : costs.get(max.currency());
    return max == null || spent == null || spent.amount().compareTo(max.amount()) < 0
        ? Optional.empty()
        : Optional.of(new WaitReason.CostReached(spent, max));
  }

  /** Whether no task of it is to be started any more. */
  boolean startsNothing() {
    return cancelling || stoppedBy != null;
  }

  /** How many of its tasks nothing but slots keeps from running. */
  int backlog() {
    if (state != PlanState.RUNNING) {
      return 0;
    }
    int open =
        groups.values().stream()
            .filter(group -> !group.pool.kind.person())
            .mapToInt(Group::openTasks)
            .sum();
    return Math.min(open, Math.max(0, maxWorkers() - out));
  }

  boolean allFinal() {
    return open == 0;
  }

  boolean allCompleted() {
    return inState(TaskState.COMPLETED) == tasks.size();
  }

  SavedPlan saved() {
    List<Long> shares = Arrays.stream(used).boxed().toList();
    return new SavedPlan(setup, order, state, reason, cancelling, stoppedBy, cap, shares, costs());
  }

  /** Takes up new tasks and needs, and returns the new tasks. */
  List<TaskRun> amend(Amendment amendment) {
    setup = setup.with(amendment.to(setup.content()));
    List<TaskRun> added = new ArrayList<>();
    for (TaskSpec spec : amendment.tasks()) {
      TaskRun task = new TaskRun(this, spec, tasks.size());
      tasks.put(spec.key(), task);
      added.add(task);
    }
    added.forEach(this::link);
    amendment.needs().forEach(this::link);
    inState[TaskState.PENDING.ordinal()] += added.size();
    open += added.size();
    return added;
  }

  private void link(TaskKey key, List<TaskKey> more) {
    TaskRun task = tasks.get(key);
    if (task == null) {
      throw new IllegalArgumentException("there is no task " + key);
    }
    List<TaskKey> all = new ArrayList<>(task.spec.needs());
    all.addAll(more);
    task.spec = task.spec.withNeeds(all);
    more.forEach(need -> link(task, need));
  }

  private void link(TaskRun task, TaskKey key) {
    TaskRun need = tasks.get(key);
    if (need == null) {
      throw new IllegalArgumentException(task.id + " needs " + key + ", which is not there");
    }
    task.needs.add(need);
    need.dependents.add(task);
    task.needsOpen += need.isMerged() ? 0 : 1;
  }

  private void link(TaskRun task) {
    task.spec.needs().forEach(need -> link(task, need));
  }
}
