package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.core.replay.RecordedFleet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that this scheduler decides for. Only the decision thread touches it. */
final class Holdings {
  final RecordedFleet fleet;
  private final Map<Integer, OwnedPartition> partitions = new LinkedHashMap<>();

  Holdings(RecordedFleet fleet) {
    this.fleet = fleet;
  }

  /** Whether the partition is owned here. */
  boolean owns(int partition) {
    return partitions.containsKey(partition);
  }

  /** The repository's state, when it is owned here. */
  Optional<OwnedRepository> repository(RepositoryId id) {
    return partitions.values().stream()
        .map(partition -> partition.repositories.get(id))
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  /** The repository that has the plan in memory. */
  Optional<OwnedRepository> repositoryOf(PlanId plan) {
    return all().filter(repository -> repository.core.hasPlan(plan)).findFirst();
  }

  Stream<OwnedRepository> all() {
    return partitions.values().stream()
        .flatMap(partition -> partition.repositories.values().stream());
  }

  List<OwnedPartition> partitions() {
    return List.copyOf(partitions.values());
  }

  @Nullable OwnedPartition partition(int number) {
    return partitions.get(number);
  }

  void put(OwnedPartition partition) {
    drop(partition.number);
    partitions.put(partition.number, partition);
  }

  void drop(int number) {
    OwnedPartition dropped = partitions.remove(number);
    if (dropped != null) {
      dropped.repositories.values().forEach(repository -> repository.core.abandon());
    }
  }

  /** When time alone will change something, at the earliest. */
  Optional<Instant> nextTimer() {
    return all()
        .map(repository -> repository.core.nextTimer())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
