package dev.signalbox.simulator;

/** Where an attempt is on its way through a worker; each is a place where the worker may stop. */
enum Point {
  DELIVERED,
  GRANTED,
  REFS_READ,
  REF_WRITTEN,
  CONFIRMED,
  ANNOUNCED,
  ACKNOWLEDGED,
  RUN,
  COMMITTED,
  REBASED,
  MERGING,
  MERGED,
  PRESERVED,
  REF_CLOSED,
  RELEASED
}
