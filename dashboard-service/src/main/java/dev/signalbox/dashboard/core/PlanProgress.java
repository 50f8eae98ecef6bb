package dev.signalbox.dashboard.core;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan is.
 *
 * @param allowedWorkers the most workers it was allowed at one time so far
 * @param states how many tasks are in each state; states without tasks are absent
 * @param completedMillis the durations of completed tasks, summed
 */
public record PlanProgress(
    PlanState state,
    String reason,
    @Nullable Instant endedAt,
    int allowedWorkers,
    Map<TaskState, Integer> states,
    Busy busy,
    long completedMillis,
    Point point) {

  public PlanProgress {
    states = Map.copyOf(states);
  }

  static PlanProgress accepted(int tasks, Point point) {
    Map<TaskState, Integer> states = tasks == 0 ? Map.of() : Map.of(TaskState.PENDING, tasks);
    return new PlanProgress(PlanState.RUNNING, "", null, 0, states, Busy.NONE, 0, point);
  }

  PlanProgress withMore(int tasks, Point where) {
    EnumMap<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    counts.putAll(states);
    counts.merge(TaskState.PENDING, tasks, Integer::sum);
    counts.values().removeIf(count -> count <= 0);
    return new PlanProgress(
        state, reason, endedAt, allowedWorkers, counts, busy, completedMillis, where);
  }

  PlanProgress moved(PlanState to, String why, Instant at, Point where) {
    Instant ended = to.isFinal() ? at : null;
    return new PlanProgress(to, why, ended, allowedWorkers, states, busy, completedMillis, where);
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
        where);
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
