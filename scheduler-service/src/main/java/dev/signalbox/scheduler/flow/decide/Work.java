package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.adapter.kafka.Incoming;
import dev.signalbox.scheduler.adapter.kafka.PartitionReaders.Place;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.flow.intake.Intake;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the decision thread is given to do. */
sealed interface Work {

  /** A submission and the record it came in. */
  record Submitted(Incoming record, Intake intake) {}

  /** Records of the submissions, in order. */
  record Submissions(int partition, long generation, List<Submitted> records) implements Work {}

  /** Messages of the events, in order; the unreadable ones are left out. */
  record Events(int partition, long generation, List<TaskEvent> events, long nextOffset)
      implements Work {}

  /** Signs of life. */
  record Workers(List<WorkerMessage> messages) implements Work {}

  /** All signs of life of the past have been read. */
  record WorkersRead() implements Work {}

  /** The lock-service closed a claim. */
  record Revoked(RepositoryId repository, AttemptRef attempt) implements Work {}

  /** Something about a repository came up that is in no record. */
  record Learned(RepositoryId repository, Input input) implements Work {}

  /** Somebody wants to know something; the answer goes its own way. */
  record Question(Consumer<Holdings> ask) implements Work {}

  /** Partitions came to this scheduler. */
  record TakeOver(Collection<Integer> partitions, CompletableFuture<List<Place>> places)
      implements Work {}

  /** Partitions went to another scheduler. */
  record GiveUp(Collection<Integer> partitions, CompletableFuture<Void> done) implements Work {}
}
