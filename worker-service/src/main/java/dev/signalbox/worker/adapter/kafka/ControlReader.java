package dev.signalbox.worker.adapter.kafka;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.codec.UnreadableMessageException;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all controls from now on, in no group: every worker sees every one. For one thread. */
public final class ControlReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlReader.class);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final MessageCodec codec;

  public ControlReader(Map<String, Object> connection, String clientId, MessageCodec codec) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.codec = codec;
  }

  /** Starts at the end; what is sent after this returned is seen. */
  public void start() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CONTROLS).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** What came in that time. */
  public List<Control> poll(Duration limit) {
    List<Control> controls = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(limit)) {
      try {
        controls.add(codec.decode(record.value(), Control.class));
      } catch (UnreadableMessageException unreadable) {
        LOG.warn("control at offset {}: {}", record.offset(), unreadable.getMessage());
      }
    }
    return controls;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
