package dev.signalbox.simulator;

import dev.signalbox.common.message.Submission;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.util.UUID;

/** A record of the submissions. */
sealed interface Submitted {

  UUID id();

  /** A plan that was read and checked. */
  record NewPlan(UUID id, PlanSetup setup) implements Submitted {}

  /** A command on a plan. */
  record Order(Submission command) implements Submitted {
    @Override
    public UUID id() {
      return command.id();
    }
  }
}
