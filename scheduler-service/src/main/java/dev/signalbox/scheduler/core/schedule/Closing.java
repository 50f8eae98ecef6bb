package dev.signalbox.scheduler.core.schedule;

/** Why an attempt is being ended from here, before its worker said that it is over. */
public enum Closing {
  /** Its worker is taken for dead, or lives and does not have it any more. */
  LOST,
  /** Nobody was granted its claim in time. */
  UNGRANTED,
  /** It waits for an attempt that waits for it. */
  DEADLOCK,
  /** A P0 task needs its room. */
  PREEMPTED,
  /** Somebody cancelled the task or the plan. */
  CANCELLED,
  /** The person who works on it gives the task back, or their claim ran out. */
  GIVEN_BACK,
  /** The person who works on it says that the task has failed. */
  GIVEN_UP,
  /** Somebody had its claim taken away; its task is tried again. */
  RELEASED,
  /** Somebody had its claim taken away; its task waits for a person. */
  HELD,
  /** It is no longer the task's current attempt. */
  SUPERSEDED;

  /** Whether its worker is there, and may stop by itself and keep what it has. */
  boolean workerLives() {
    return switch (this) {
      case PREEMPTED, CANCELLED, DEADLOCK, GIVEN_BACK, GIVEN_UP, RELEASED, HELD -> true;
      case LOST, UNGRANTED, SUPERSEDED -> false;
    };
  }
}
