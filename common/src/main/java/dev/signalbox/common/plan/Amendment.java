package dev.signalbox.common.plan;

import dev.signalbox.common.id.TaskKey;
import java.util.List;
import java.util.Map;

/**
 * What is added to a plan that was accepted.
 *
 * @param tasks new ones, in the order of their text
 * @param needs new ones of tasks that are there
 */
public record Amendment(List<TaskSpec> tasks, Map<TaskKey, List<TaskKey>> needs) {
  public Amendment {
    tasks = List.copyOf(tasks);
    needs = Map.copyOf(needs);
  }

  /** Whether it adds nothing. */
  public boolean isEmpty() {
    return tasks.isEmpty() && needs.isEmpty();
  }

  /** The plan with all of it; what is there already is not added twice. */
  public Plan to(Plan plan) {
    AmendedTasks amended = new AmendedTasks(plan.tasks());
    amended.add(this);
    return plan.withTasks(amended.tasks());
  }
}
