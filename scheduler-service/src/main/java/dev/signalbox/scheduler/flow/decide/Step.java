package dev.signalbox.scheduler.flow.decide;

/** The steps of the decision thread at which a fail-point can be set. */
public enum Step {
  /** A batch with something to send is committed, and nothing of it is sent. */
  COMMITTED,
  /** It is with the outbox's thread. */
  HANDED_OVER
}
