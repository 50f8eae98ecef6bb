package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.scheduler.core.conflict.PathHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as it stands. Only the rules of this package change it. */
final class TaskRun {

  /** Class, then age, then what remains behind it, then the order of submission. */
  static final Comparator<TaskRun> URGENCY =
      Comparator.<TaskRun>comparingInt(task -> task.priority().ordinal())
          .thenComparingInt(task -> -task.tier)
          .thenComparingLong(task -> -task.weight)
          .thenComparingLong(task -> task.plan.order)
          .thenComparingInt(task -> task.ordinal);

  final PlanRun plan;
  final TaskSpec spec;
  final int ordinal;
  final TaskId id;
  final Footprint footprint;
  final List<PathHold> holds;
  final List<TaskRun> needs = new ArrayList<>();
  final List<TaskRun> dependents = new ArrayList<>();

  TaskState state = TaskState.PENDING;
  int needsOpen;

  /** The longest path from here to the plan's end, in milliseconds, this task included. */
  long rank;

  /** Rank and the remaining load of the busiest file, as of when the task became ready. */
  long weight;

  int tier;
  int tries;
  int number;
  int conflicts;
  int deferrals;
  @Nullable Instant readySince;

  /** When it came into its state. */
  Instant movedAt;

  @Nullable Instant notBefore;
  @Nullable String deferredOn;
  @Nullable TaskId deferredBy;
  @Nullable OpenAttempt current;
  @Nullable TaskKey becauseOf;
  @Nullable String branch;
  @Nullable String commit;
  String reason = "";

  /** Where it waits for its turn; absent when it does not. */
  @Nullable WaitQueue queue;

  TaskRun(PlanRun plan, TaskSpec spec, int ordinal) {
    this.plan = plan;
    this.spec = spec;
    this.ordinal = ordinal;
    this.id = new TaskId(plan.setup.id(), spec.key());
    this.footprint = plan.setup.content().footprintOf(spec);
    this.holds = PathHold.of(footprint);
    this.movedAt = plan.setup.acceptedAt();
  }

  /** The class it has now. */
  Priority priority() {
    return spec.priority();
  }

  long durationMillis(long assumed) {
    var estimate = spec.estimate();
    var duration = estimate == null ? null : estimate.duration();
    return duration == null ? assumed : Math.max(1, duration.toMillis());
  }

  boolean isMerged() {
    return state == TaskState.COMPLETED;
  }

  boolean isDeferred() {
    return deferredOn != null;
  }

  void forgetDeferral() {
    deferredOn = null;
    deferredBy = null;
    notBefore = null;
  }

  SavedTask saved() {
    return new SavedTask(
        id,
        state,
        tries,
        number,
        conflicts,
        deferrals,
        readySince,
        notBefore,
        deferredOn,
        deferredBy,
        current == null ? null : current.ref.token().value(),
        becauseOf,
        branch,
        commit,
        reason);
  }

  void restore(SavedTask saved) {
    state = saved.state();
    tries = saved.tries();
    number = saved.number();
    conflicts = saved.conflicts();
    deferrals = saved.deferrals();
    readySince = saved.readySince();
    notBefore = saved.notBefore();
    deferredOn = saved.deferredOn();
    deferredBy = saved.deferredBy();
    becauseOf = saved.becauseOf();
    branch = saved.branch();
    commit = saved.commit();
    reason = saved.reason();
  }

  @Override
  public String toString() {
    return id + " " + state;
  }
}
