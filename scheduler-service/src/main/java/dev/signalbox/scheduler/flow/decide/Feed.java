package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.codec.UnreadableMessageException;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.adapter.kafka.Incoming;
import dev.signalbox.scheduler.adapter.kafka.PartitionReaders;
import dev.signalbox.scheduler.adapter.kafka.TopicSetup;
import dev.signalbox.scheduler.adapter.kafka.WorkersReader;
import dev.signalbox.scheduler.flow.intake.SubmissionIntake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the readers read to the decision thread, decoded and checked. */
public final class Feed implements PartitionReaders.Listener, WorkersReader.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final long PATIENCE_SECONDS = 120;

  private final DecisionQueue queue;
  private final SubmissionIntake intake;
  private final MessageCodec codec;
  private final TopicSetup topics;
  private final DecisionMetrics metrics;
  private volatile String topicId = "";
  private volatile int partitionCount = 1;

  public Feed(
      DecisionLoop decisions,
      SubmissionIntake intake,
      MessageCodec codec,
      TopicSetup topics,
      DecisionMetrics metrics) {
    this.queue = decisions.queue();
    this.intake = intake;
    this.codec = codec;
    this.topics = topics;
    this.metrics = metrics;
  }

  @Override
  public List<PartitionReaders.Place> assigned(Collection<Integer> partitions) {
    topicId = topics.id(Topics.SUBMISSIONS);
    partitionCount = topics.partitions(Topics.SUBMISSIONS);
    CompletableFuture<List<PartitionReaders.Place>> places = new CompletableFuture<>();
    return answer(new Work.TakeOver(partitions, places), places);
  }

  @Override
  public void revoked(Collection<Integer> partitions) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    answer(new Work.GiveUp(partitions, done), done);
  }

  @Override
  public void submissions(int partition, long generation, List<Incoming> records)
      throws InterruptedException {
    for (Incoming record : records) {
      Work.Submitted submitted =
          new Work.Submitted(record, intake.read(record, topicId, partitionCount));
      queue.put(new Work.Submissions(partition, generation, List.of(submitted)));
    }
  }

  @Override
  public void events(int partition, long generation, List<Incoming> records)
      throws InterruptedException {
    List<TaskEvent> events = new ArrayList<>();
    for (Incoming record : records) {
      try {
        events.add(codec.decode(record.value(), TaskEvent.class));
      } catch (UnreadableMessageException unreadable) {
        skip(record, unreadable);
      }
    }
    long next = records.getLast().offset() + 1;
    queue.put(new Work.Events(partition, generation, events, next));
  }

  @Override
  public void workers(List<Incoming> records) throws InterruptedException {
    List<WorkerMessage> messages = new ArrayList<>();
    for (Incoming record : records) {
      try {
        messages.add(codec.decode(record.value(), WorkerMessage.class));
      } catch (UnreadableMessageException unreadable) {
        skip(record, unreadable);
      }
    }
    queue.put(new Work.Workers(messages));
  }

  @Override
  public void caughtUp() throws InterruptedException {
    queue.put(new Work.WorkersRead());
  }

  private void skip(Incoming record, UnreadableMessageException unreadable) {
    metrics.unreadable();
    LOG.warn(
        "{}-{}@{} is no message: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        unreadable.getMessage());
  }

  private <T> T answer(Work work, CompletableFuture<T> answer) {
    try {
      queue.put(work);
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    } catch (ExecutionException | TimeoutException failure) {
      throw new KafkaException("no decision about partitions", failure);
    }
  }
}
