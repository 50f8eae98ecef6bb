package dev.signalbox.dashboard.adapter.kafka;

import dev.signalbox.common.message.Topics;
import dev.signalbox.dashboard.core.Incoming;
import dev.signalbox.dashboard.core.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All partitions of the topics the dashboard reads, from given offsets on. Not a member of a group:
 * how far it came is the database's to say.
 */
public final class Records implements AutoCloseable {
  private static final List<String> TOPICS =
      List.of(Topics.CHANGES, Topics.EVENTS, Topics.WORKERS, Topics.LOGS, Topics.REJECTED);

  private static final int FULL_BATCH_BYTES = 256 * 1024;
  private static final int COALESCE_MILLIS = 100;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private Records(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * Opens all partitions; each starts at its beginning until {@link #seek} says otherwise.
   *
   * @param settings the consumer's, without deserializers
   * @param batchSize how many records one poll gives at most
   */
  public static Records open(Map<String, Object> settings, int batchSize) {
    Map<String, Object> own = new HashMap<>(settings);
    own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchSize);
    // A transaction costs the same for one record as for fifty, and pages show changes every 100
    // ms.
    own.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FULL_BATCH_BYTES);
    own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, COALESCE_MILLIS);
    own.remove(ConsumerConfig.GROUP_ID_CONFIG);
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(own);
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : TOPICS) {
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new Records(consumer, partitions);
  }

  /** The partitions that are read, each with the offset after its last record. */
  public Map<Partition, Long> ends() {
    Map<Partition, Long> ends = new HashMap<>();
    consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(of(partition), end));
    return ends;
  }

  /** Goes on from there. */
  public void seek(Partition partition, long offset) {
    consumer.seek(new TopicPartition(partition.topic(), partition.number()), offset);
  }

  /** The next records, in order within each partition; empty when none came in time. */
  public List<Incoming> poll(Duration patience) {
    List<Incoming> records = new ArrayList<>();
    consumer.poll(patience).forEach(record -> records.add(RecordReading.of(record)));
    return records;
  }

  /** Makes a poll of another thread return by an exception. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static Partition of(TopicPartition partition) {
    return new Partition(partition.topic(), partition.partition());
  }
}
