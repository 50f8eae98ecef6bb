package dev.signalbox.lock.flow;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The events topic from its beginning, as a test reads it. */
public final class EventLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<String, byte[]> consumer;
  private final MessageCodec codec = new MessageCodec("test");
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  public EventLog(String bootstrap) {
    Map<String, Object> properties = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    this.consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.EVENTS).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All events of the repository so far, in their order. */
  public List<TaskEvent> of(RepositoryId repository) {
    consumer.poll(POLL).forEach(seen::add);
    return seen.stream()
        .filter(record -> record.key().equals(repository.value()))
        .map(record -> codec.decode(record.value(), TaskEvent.class))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
