package dev.signalbox.common.message;

/** The states of a plan. FAILED: it ended, and some task did not complete. */
public enum PlanState {
  RUNNING,
  PAUSED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** Whether the plan is over. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
