package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.PlanId;

/** A plan as the dashboard keeps it. */
public record PlanRow(PlanFacts facts, PlanProgress progress) {

  public PlanId plan() {
    return facts.plan();
  }

  PlanRow with(PlanProgress now) {
    return new PlanRow(facts, now);
  }
}
