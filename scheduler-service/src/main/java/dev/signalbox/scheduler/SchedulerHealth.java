package dev.signalbox.scheduler;

import dev.signalbox.scheduler.adapter.kafka.PartitionReaders;
import dev.signalbox.scheduler.flow.decide.DecisionLoop;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready means: the last batch was committed, and the partitions given to this one are loaded. */
final class SchedulerHealth implements HealthIndicator {
  private final DecisionLoop decisions;
  private final PartitionReaders readers;

  SchedulerHealth(DecisionLoop decisions, PartitionReaders readers) {
    this.decisions = decisions;
    this.readers = readers;
  }

  @Override
  public Health health() {
    boolean ready = decisions.isHealthy() && readers.hasJoined();
    return (ready ? Health.up() : Health.outOfService())
        .withDetail("decisions", decisions.isHealthy() ? "committed" : "failing")
        .withDetail("partitions", readers.hasJoined() ? "loaded" : "not yet")
        .build();
  }
}
