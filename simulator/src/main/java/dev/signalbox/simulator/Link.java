package dev.signalbox.simulator;

/** What messages travel on. */
enum Link {
  /** From a worker to the lock-service, or back. */
  CLAIMS,
  /** A record to the events, from a worker. */
  EVENTS,
  /** A record to the events, from the lock-service. */
  JOURNAL,
  /** A record to a lane. */
  LANE,
  /** A scheduler's word to all workers. */
  CONTROLS,
  /** A sign of life. */
  WORKERS,
  /** From a scheduler to the lock-service, or back. */
  REVOCATIONS,
  /** Between a worker and the repository. */
  GIT
}
