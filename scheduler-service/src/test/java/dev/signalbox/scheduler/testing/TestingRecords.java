package dev.signalbox.scheduler.testing;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Everything on a topic, from its beginning, as it comes. */
public final class TestingRecords<M extends Message> implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MessageCodec codec = new MessageCodec("test");
  private final List<M> seen = new CopyOnWriteArrayList<>();
  private final String topic;
  private final Class<M> family;
  private final Thread thread;
  private volatile boolean running = true;

  public TestingRecords(String topic, Class<M> family) {
    this.topic = topic;
    this.family = family;
    this.thread = Thread.ofPlatform().daemon().name("test-" + topic).start(this::run);
  }

  public List<M> seen() {
    return List.copyOf(seen);
  }

  /** Waits for a message. */
  public M await(Predicate<M> wanted) {
    return Awaitility.await(topic)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> seen.stream().filter(wanted).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Map<String, Object> settings = new HashMap<>(TestingTopics.settings());
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (running) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          seen.add(codec.decode(record.value(), family));
        }
      }
    }
  }
}
