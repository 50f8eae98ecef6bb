package dev.signalbox.simulator;

import dev.signalbox.common.analysis.Effort;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanOrder;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;

/** A plan as it would run if nothing went wrong and every task took its time. */
public final class WhatIf {
  private static final double VARIATION = 0.2;

  private final Plan plan;
  private final int workers;
  private final Map<TaskKey, Duration> times = new LinkedHashMap<>();

  /**
   * @param effort how long tasks are thought to take
   * @param workers how many tasks run at one time
   * @param seed varies every task's time by up to a fifth; empty to take it as it is
   */
  public WhatIf(Plan plan, Effort effort, int workers, OptionalLong seed) {
    this.plan = plan;
    this.workers = workers;
    Chance chance = new Chance(seed.orElse(0));
    for (TaskSpec task : plan.tasks()) {
      long millis = effort.millis(task);
      long spread = seed.isPresent() ? Math.round(millis * VARIATION) : 0;
      Duration least = Duration.ofMillis(Math.max(1, millis - spread));
      times.put(task.key(), chance.between(least, Duration.ofMillis(millis + spread)));
    }
  }

  /** Runs it in virtual time. */
  public Forecast run(Policy policy) {
    return switch (policy) {
      case CRITICAL_PATH -> ordered(policy, PlanOrder.CRITICAL_PATH);
      case FIFO -> ordered(policy, PlanOrder.FIFO);
      case WAVE -> {
        WaveRun run = new WaveRun(plan, times, workers);
        yield forecast(policy, run.makespan(), run.waits());
      }
    };
  }

  private Forecast ordered(Policy policy, PlanOrder order) {
    CoreRun run = new CoreRun(plan, order, times, workers);
    Duration makespan = run.makespan();
    return forecast(policy, makespan, run.waits());
  }

  private Forecast forecast(Policy policy, Duration makespan, SortedMap<String, Duration> waits) {
    double work = times.values().stream().mapToLong(Duration::toMillis).sum();
    double most = Math.max(1, makespan.toMillis()) * (double) workers;
    return new Forecast(policy, makespan, work / most, waits);
  }
}
