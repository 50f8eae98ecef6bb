package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.core.replay.RecordedCore;

/** A repository this scheduler decides for. */
final class OwnedRepository {
  final RepositoryId id;
  final OwnedPartition partition;
  final RecordedCore core;

  /** Counts its changes. */
  long sequence;

  private long savedSequence;

  OwnedRepository(RepositoryId id, OwnedPartition partition, RecordedCore core, long sequence) {
    this.id = id;
    this.partition = partition;
    this.core = core;
    this.sequence = sequence;
    this.savedSequence = sequence;
  }

  /** Whether changes were counted since the last call. */
  boolean takeSequenceChange() {
    boolean changed = sequence != savedSequence;
    savedSequence = sequence;
    return changed;
  }
}
