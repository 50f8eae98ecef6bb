package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.plan.Cost;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that must outlive this process about a plan, apart from its tasks.
 *
 * @param order counts the plans of a repository in the order of their acceptance
 * @param cancelling whether somebody cancelled it
 * @param stoppedBy the failed task that stopped it ({@code on-failure: stop-all})
 * @param maxWorkers the cap that somebody asked for after the plan was accepted
 * @param used worker-milliseconds in each class, as fair shares count them
 * @param costs of its attempts up to now, one per currency
 */
public record SavedPlan(
    PlanSetup setup,
    long order,
    PlanState state,
    String reason,
    boolean cancelling,
    @Nullable TaskKey stoppedBy,
    @Nullable Integer maxWorkers,
    List<Long> used,
    List<Cost> costs) {
  public SavedPlan {
    used = List.copyOf(used);
    costs = List.copyOf(Objects.requireNonNullElse(costs, List.of()));
  }
}
