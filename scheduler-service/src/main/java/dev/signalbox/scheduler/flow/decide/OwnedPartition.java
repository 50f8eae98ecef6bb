package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.adapter.jooq.Ownership;
import dev.signalbox.scheduler.adapter.kafka.PartitionReaders.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/** A partition this scheduler decides for, as far as it has applied its records. */
final class OwnedPartition {
  private static final int EPOCH_SHIFT = 32;

  final int number;
  final long epoch;
  final long generation;
  final Map<RepositoryId, OwnedRepository> repositories = new LinkedHashMap<>();
  long submissionsOffset;
  long eventsOffset;
  private long position;

  /**
   * @param outboxEnd the highest position in the outbox, or less
   */
  OwnedPartition(Ownership owned, long generation, long outboxEnd) {
    this.number = owned.partition();
    this.epoch = owned.epoch();
    this.generation = generation;
    this.submissionsOffset = owned.submissionsOffset();
    this.eventsOffset = owned.eventsOffset();
    this.position = Math.max(owned.epoch() << EPOCH_SHIFT, outboxEnd);
  }

  Ownership ownership() {
    return new Ownership(number, epoch, submissionsOffset, eventsOffset);
  }

  Place place() {
    return new Place(number, generation, submissionsOffset, eventsOffset);
  }

  long nextPosition() {
    position++;
    return position;
  }
}
