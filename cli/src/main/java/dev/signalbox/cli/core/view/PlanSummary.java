package dev.signalbox.cli.core.view;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the dashboard tells it.
 *
 * @param state absent until the dashboard has heard of the plan's state
 * @param states how many tasks are in each state; absent from older servers
 * @param efficiency busy worker-seconds over allowed worker-seconds, 0 to 1
 * @param costs of its attempts up to now, as in {@code 0.42 USD}; absent from older servers
 */
public record PlanSummary(
    String plan,
    String name,
    @Nullable PlanState state,
    @Nullable String target,
    @Nullable String mergeBranch,
    @Nullable String base,
    @Nullable String location,
    @Nullable Map<String, Integer> states,
    List<Task> tasks,
    double elapsedSeconds,
    @Nullable Double efficiency,
    @Nullable List<String> costs) {

  /**
   * A task of the plan. Times are RFC 3339.
   *
   * @param step how far its latest attempt said that it is, of so many steps
   * @param remainingSeconds by the steps that are over
   * @param timeoutAt when its command will be ended, if that is near
   * @param person who works on it, where that was asked for and somebody does
   */
  public record Task(
      String key,
      TaskState state,
      int attempts,
      @Nullable String worker,
      @Nullable String branch,
      @Nullable String commit,
      @Nullable String reason,
      @Nullable String startedAt,
      @Nullable String endedAt,
      @Nullable Integer step,
      @Nullable Integer steps,
      @Nullable String note,
      @Nullable String cost,
      @Nullable Double remainingSeconds,
      @Nullable String timeoutAt,
      @Nullable String person) {

    private Task with(@Nullable String name) {
      return new Task(
          key,
          state,
          attempts,
          worker,
          branch,
          commit,
          reason,
          startedAt,
          endedAt,
          step,
          steps,
          note,
          cost,
          remainingSeconds,
          timeoutAt,
          name);
    }

    /** The reason, or nothing. */
    public String why() {
      return reason == null ? "" : reason;
    }

    /** The first line of the reason; the rest is output of the task. */
    public String briefly() {
      return why().lines().findFirst().orElse("");
    }
  }

  public PlanSummary {
    tasks = tasks == null ? List.of() : List.copyOf(tasks);
  }

  /** The same, with those named who work on its tasks. */
  public PlanSummary with(List<DeskText.Worker> people) {
    Map<String, String> names = new HashMap<>();
    for (DeskText.Worker somebody : people) {
      somebody.tasks().stream()
          .filter(held -> held.plan().equals(plan))
          .forEach(held -> names.put(held.task(), somebody.name()));
    }
    return new PlanSummary(
        plan,
        name,
        state,
        target,
        mergeBranch,
        base,
        location,
        states,
        tasks.stream().map(task -> task.with(names.get(task.key()))).toList(),
        elapsedSeconds,
        efficiency,
        costs);
  }

  /** Whether nothing more happens to the plan. */
  public boolean isOver() {
    return state != null && state.isFinal();
  }

  /** Whether every task completed. */
  public boolean isComplete() {
    return state == PlanState.COMPLETED;
  }

  /** How many tasks are in each state that some task is in, in the order of a task's life. */
  public Map<TaskState, Integer> counts() {
    Map<TaskState, Integer> counts = new TreeMap<>();
    if (tasks.isEmpty() && states != null) {
      states.forEach((state, count) -> counts.put(TaskState.valueOf(state), count));
    }
    tasks.forEach(task -> counts.merge(task.state(), 1, Integer::sum));
    return counts;
  }

  /** The task of that key. */
  public Optional<Task> task(String key) {
    return tasks.stream().filter(task -> task.key().equals(key)).findFirst();
  }
}
