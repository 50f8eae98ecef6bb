package dev.signalbox.scheduler.adapter.kafka;

import dev.signalbox.common.message.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two topics of the repositories. The group gives the partitions of the submissions; the
 * same partitions of the events are taken by hand, so both always go to the same scheduler.
 */
public final class PartitionReaders {

  /** What becomes of what is read. Called from the readers' threads; may block them. */
  public interface Listener {
    /** Partitions came to this scheduler; the answer says from where to read them. */
    List<Place> assigned(Collection<Integer> partitions);

    /** Partitions are no longer this scheduler's. */
    void revoked(Collection<Integer> partitions);

    void submissions(int partition, long generation, List<Incoming> records)
        throws InterruptedException;

    void events(int partition, long generation, List<Incoming> records) throws InterruptedException;
  }

  /** From where both topics of a partition are read. */
  public record Place(int partition, long generation, long submissionsOffset, long eventsOffset) {
    Following submissions() {
      return new Following(partition, generation, submissionsOffset);
    }

    Following events() {
      return new Following(partition, generation, eventsOffset);
    }
  }

  private final Listener listener;
  private final ReaderThread submissions;
  private final ReaderThread events;

  /** Where the events are to be read, for a consumer that starts over. */
  private final Map<Integer, Following> followed = new ConcurrentHashMap<>();

  private volatile boolean joined;
  private final Map<Integer, Long> submissionGenerations = new ConcurrentHashMap<>();
  private final Map<Integer, Long> eventGenerations = new HashMap<>();

  public PartitionReaders(Clients clients, Listener listener) {
    this.listener = listener;
    this.submissions =
        new ReaderThread("submissions-reader", clients::groupConsumer, new SubmissionsRole());
    this.events = new ReaderThread("events-reader", clients::freeConsumer, new EventsRole());
  }

  public void start() {
    events.start();
    submissions.start();
  }

  public void stop() {
    submissions.stop();
    events.stop();
  }

  /** Whether the group has said which partitions are this scheduler's, and they were loaded. */
  public boolean hasJoined() {
    return joined;
  }

  /** Reads partitions from another place on: what was applied of them was not committed. */
  public void moveTo(List<Place> places) {
    submissions.wish(consumer -> seek(consumer, places));
    follow(places);
  }

  private void follow(List<Place> places) {
    places.forEach(place -> followed.put(place.partition(), place.events()));
    events.wish(this::reassign);
  }

  private void unfollow(Collection<Integer> partitions) {
    partitions.forEach(followed::remove);
    events.wish(this::reassign);
  }

  private void seek(KafkaConsumer<byte[], byte[]> consumer, List<Place> places) {
    for (Place place : places) {
      TopicPartition partition = new TopicPartition(Topics.SUBMISSIONS, place.partition());
      if (consumer.assignment().contains(partition)) {
        submissionGenerations.put(place.partition(), place.generation());
        consumer.seek(partition, place.submissionsOffset());
      }
    }
  }

  /** Assigns what is followed; moves only to where a new generation starts. */
  private void reassign(KafkaConsumer<byte[], byte[]> consumer) {
    Map<Integer, Following> wanted = Map.copyOf(followed);
    consumer.assign(
        wanted.keySet().stream()
            .map(partition -> new TopicPartition(Topics.EVENTS, partition))
            .toList());
    eventGenerations.keySet().retainAll(wanted.keySet());
    for (Following place : wanted.values()) {
      Long before = eventGenerations.put(place.partition(), place.generation());
      if (before == null || before != place.generation()) {
        consumer.seek(new TopicPartition(Topics.EVENTS, place.partition()), place.offset());
      }
    }
  }

  private final class SubmissionsRole implements ReaderThread.Role, ConsumerRebalanceListener {
    private @Nullable KafkaConsumer<byte[], byte[]> current;

    @Override
    public void begin(KafkaConsumer<byte[], byte[]> consumer) {
      current = consumer;
      submissionGenerations.clear();
      consumer.subscribe(List.of(Topics.SUBMISSIONS), this);
    }

    @Override
    public void read(
        KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
        throws InterruptedException {
      for (TopicPartition partition : records.partitions()) {
        Long generation = submissionGenerations.get(partition.partition());
        if (generation != null) {
          listener.submissions(partition.partition(), generation, incoming(records, partition));
        }
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (partitions.isEmpty()) {
        joined = true;
      } else {
        List<Place> places = listener.assigned(numbers(partitions));
        seek(Objects.requireNonNull(current), places);
        follow(places);
        joined = true;
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        numbers(partitions).forEach(submissionGenerations::remove);
        unfollow(numbers(partitions));
        listener.revoked(numbers(partitions));
      }
    }
  }

  private final class EventsRole implements ReaderThread.Role {
    @Override
    public void begin(KafkaConsumer<byte[], byte[]> consumer) {
      eventGenerations.clear();
      reassign(consumer);
    }

    @Override
    public void read(
        KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
        throws InterruptedException {
      for (TopicPartition partition : records.partitions()) {
        Long generation = eventGenerations.get(partition.partition());
        if (generation != null) {
          listener.events(partition.partition(), generation, incoming(records, partition));
        }
      }
    }
  }

  private static List<Incoming> incoming(
      ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
    return records.records(partition).stream().map(Incoming::of).toList();
  }

  private static List<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).toList();
  }
}
