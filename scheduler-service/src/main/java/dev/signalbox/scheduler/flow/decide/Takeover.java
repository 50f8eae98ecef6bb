package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.message.Topics;
import dev.signalbox.scheduler.adapter.jooq.LearnedStore;
import dev.signalbox.scheduler.adapter.jooq.OutboxStore;
import dev.signalbox.scheduler.adapter.jooq.Ownership;
import dev.signalbox.scheduler.adapter.jooq.PartitionStore;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.kafka.TopicSetup;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Saved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds the state of a partition from what is stored. */
public final class Takeover {
  private final PartitionStore partitions;
  private final PlanStore plans;
  private final LearnedStore learned;
  private final OutboxStore outbox;
  private final TopicSetup topics;
  private final String owner;
  private long generations;

  /**
   * @param owner names this scheduler, for people
   */
  public Takeover(
      PartitionStore partitions,
      PlanStore plans,
      LearnedStore learned,
      OutboxStore outbox,
      TopicSetup topics,
      String owner) {
    this.partitions = partitions;
    this.plans = plans;
    this.learned = learned;
    this.outbox = outbox;
    this.topics = topics;
    this.owner = owner;
  }

  /** What a repository's core said when it was restored. */
  record Said(OwnedRepository repository, List<Effect> effects) {}

  /** A partition as it was stored, what its core says to it, and what is still to be sent. */
  record Loaded(OwnedPartition partition, List<Said> said, List<Outgoing> unsent) {}

  /** Raises the epoch, so that a former owner can write no more, and then loads. */
  Loaded takeOver(int partition, Holdings holdings, Instant now) {
    Ownership owned =
        partitions.takeOver(
            partition, owner, topics.id(Topics.SUBMISSIONS), topics.id(Topics.EVENTS));
    return load(owned, holdings, now);
  }

  /** Loads again what is owned already; fails when it no longer is. */
  Loaded reload(OwnedPartition partition, Holdings holdings, Instant now) {
    return load(partitions.current(partition.number, partition.epoch), holdings, now);
  }

  private Loaded load(Ownership owned, Holdings holdings, Instant now) {
    generations++;
    List<Outgoing> unsent = outbox.unsent(owned.partition());
    long end = unsent.isEmpty() ? 0 : unsent.getLast().position();
    OwnedPartition partition = new OwnedPartition(owned, generations, end);
    try {
      return new Loaded(partition, restore(partition, holdings, now), unsent);
    } catch (RuntimeException failure) {
      partition.repositories.values().forEach(repository -> repository.core.abandon());
      throw failure;
    }
  }

  private List<Said> restore(OwnedPartition partition, Holdings holdings, Instant now) {
    List<Said> said = new ArrayList<>();
    for (PlanStore.Counted counted : plans.repositories(partition.number)) {
      OwnedRepository repository =
          new OwnedRepository(
              counted.repository(),
              partition,
              holdings.fleet.open(counted.repository()),
              counted.sequence());
      partition.repositories.put(repository.id, repository);
      repository.core.restore(counted.saved(), counted.plans());
      repository.core.remember(learned.lessons(repository.id));
      for (Saved saved : plans.open(repository.id)) {
        said.add(new Said(repository, repository.core.restore(saved, now)));
      }
    }
    return said;
  }
}
