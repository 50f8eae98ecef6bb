package dev.signalbox.simulator;

/** How a transaction ends, for who asked for it. */
enum CommitFate {
  DONE,
  /** Nothing of it happened. */
  FAILED,
  /** It happened, and nobody knows. */
  UNKNOWN
}
