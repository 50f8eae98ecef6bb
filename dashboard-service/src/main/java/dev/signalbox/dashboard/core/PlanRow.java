package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.PlanId;

/** A plan as the dashboard keeps it. */
public record PlanRow(PlanFacts facts, PlanProgress progress) {

  public PlanId plan() {
    return facts.plan();
  }

  /** The plan with more tasks, all of them PENDING. */
  PlanRow withMore(int tasks, Point where) {
    return new PlanRow(facts.withMore(tasks), progress.withMore(tasks, where));
  }

  PlanRow with(PlanFacts said) {
    return new PlanRow(said, progress);
  }

  PlanRow with(PlanProgress now) {
    return new PlanRow(facts, now);
  }
}
