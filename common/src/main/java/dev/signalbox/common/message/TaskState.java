package dev.signalbox.common.message;

/** The states of a task; the legal moves between them are the scheduler's. */
public enum TaskState {
  PENDING,
  READY,
  QUEUED,
  CLAIMED,
  RUNNING,
  VERIFYING,
  MERGING,
  COMPLETED,
  RETRY_WAIT,
  NEEDS_HUMAN,
  PAUSED,
  FAILED,
  CANCELLED,
  SKIPPED;

  /** Whether nothing more happens to a task in this state unless somebody asks for it. */
  public boolean isFinal() {
    return switch (this) {
      case COMPLETED, FAILED, CANCELLED, SKIPPED -> true;
      case PENDING,
          READY,
          QUEUED,
          CLAIMED,
          RUNNING,
          VERIFYING,
          MERGING,
          RETRY_WAIT,
          NEEDS_HUMAN,
          PAUSED ->
          false;
    };
  }

  /** Whether an attempt is published and not over in this state. */
  public boolean isActive() {
    return switch (this) {
      case QUEUED, CLAIMED, RUNNING, VERIFYING, MERGING -> true;
      case PENDING, READY, COMPLETED, RETRY_WAIT, NEEDS_HUMAN, PAUSED, FAILED, CANCELLED, SKIPPED ->
          false;
    };
  }
}
