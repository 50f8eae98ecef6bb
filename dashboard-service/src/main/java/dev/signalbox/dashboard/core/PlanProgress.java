package dev.signalbox.dashboard.core;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Cost;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan is.
 *
 * @param allowedWorkers the most workers it was allowed at one time so far
 * @param states how many tasks are in each state; states without tasks are absent
 * @param completedMillis the durations of completed tasks, summed
 * @param costs of its attempts up to now, one per currency
 */
public record PlanProgress(
    PlanState state,
    String reason,
    @Nullable Instant endedAt,
    int allowedWorkers,
    Map<TaskState, Integer> states,
    Busy busy,
    long completedMillis,
    Point point,
    List<Cost> costs) {

  public PlanProgress {
    states = Map.copyOf(states);
    costs = List.copyOf(costs);
  }

  static PlanProgress accepted(int tasks, Point point) {
    Map<TaskState, Integer> states = tasks == 0 ? Map.of() : Map.of(TaskState.PENDING, tasks);
    return new PlanProgress(PlanState.RUNNING, "", null, 0, states, Busy.NONE, 0, point, List.of());
  }

  PlanProgress withMore(int tasks, Point where) {
    EnumMap<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    counts.putAll(states);
    counts.merge(TaskState.PENDING, tasks, Integer::sum);
    counts.values().removeIf(count -> count <= 0);
    return new PlanProgress(
        state, reason, endedAt, allowedWorkers, counts, busy, completedMillis, where, costs);
  }

  PlanProgress moved(PlanState to, String why, Instant at, Point where) {
    Instant ended = to.isFinal() ? at : null;
    return new PlanProgress(
        to, why, ended, allowedWorkers, states, busy, completedMillis, where, costs);
  }

  /** An attempt of it told what it has cost. */
  PlanProgress spent(List<Cost> now, Point where) {
    return new PlanProgress(
        state, reason, endedAt, allowedWorkers, states, busy, completedMillis, where, now);
  }

  /** A task of it moved. */
  PlanProgress moved(TaskStatus from, TaskStatus to, int allowedNow, Point where) {
    Busy busyNow = spent(from, to);
    return new PlanProgress(
        state,
        reason,
        endedAt,
        Math.max(Math.max(allowedWorkers, allowedNow), busyNow.open()),
        recounted(from.state(), to.state()),
        busyNow,
        completedMillis + completedIn(from, to),
        where,
        costs);
  }

  int count(TaskState state) {
    return states.getOrDefault(state, 0);
  }

  private Map<TaskState, Integer> recounted(TaskState from, TaskState to) {
    EnumMap<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    counts.putAll(states);
    counts.merge(from, -1, Integer::sum);
    counts.merge(to, 1, Integer::sum);
    counts.values().removeIf(count -> count <= 0);
    return counts;
  }

  private Busy spent(TaskStatus from, TaskStatus to) {
    Instant before = from.busySince();
    Instant after = to.busySince();
    if (before == null) {
      return after == null ? busy : busy.began(after);
    }
    if (after == null) {
      return busy.ended(before, to.changedAt());
    }
    return before.equals(after) ? busy : busy.ended(before, after).began(after);
  }

  private static long completedIn(TaskStatus from, TaskStatus to) {
    boolean completes = to.state() == TaskState.COMPLETED && from.state() != TaskState.COMPLETED;
    return completes ? to.durationMillis(to.changedAt()) : 0;
  }
}
