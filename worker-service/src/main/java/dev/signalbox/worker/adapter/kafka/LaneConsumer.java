package dev.signalbox.worker.adapter.kafka;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.codec.UnreadableMessageException;
import dev.signalbox.common.message.Assignment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One slot's share of a lane: a record at a time, asked for only when the slot is free. For one
 * thread alone.
 */
public final class LaneConsumer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LaneConsumer.class);

  private final KafkaShareConsumer<byte[], byte[]> consumer;
  private final MessageCodec codec;

  /** What a record of a lane held. */
  public sealed interface Delivery {

    ConsumerRecord<byte[], byte[]> raw();

    /** An attempt to run. */
    record Work(ConsumerRecord<byte[], byte[]> raw, Assignment assignment) implements Delivery {}

    /** No assignment at all. */
    record Unreadable(ConsumerRecord<byte[], byte[]> raw, String why) implements Delivery {}
  }

  /**
   * Takes work from one lane. A group has one lane, because the members of a group with several
   * topics are each given only some of them.
   *
   * @param topic of the lane
   */
  public LaneConsumer(
      Map<String, Object> connection, String topic, String clientId, MessageCodec codec) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, TopicSetup.group(topic));
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put("share.acknowledgement.mode", "explicit");
    settings.put("share.acquire.mode", "record_limit");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    // A slot that works does not poll, and stays a member.
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
    this.consumer =
        new KafkaShareConsumer<>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.codec = codec;
    consumer.setAcknowledgementCommitCallback(LaneConsumer::told);
    consumer.subscribe(List.of(topic));
  }

  /** The next record, if one comes in that time; it must be acknowledged before the next call. */
  public Optional<Delivery> poll(Duration limit) {
    Iterator<ConsumerRecord<byte[], byte[]>> records = consumer.poll(limit).iterator();
    return records.hasNext() ? Optional.of(read(records.next())) : Optional.empty();
  }

  /**
   * The record is done with. The broker is told while the caller goes on: should it never hear of
   * it, the record comes again, and its claim says that it was taken.
   */
  public void accept(Delivery delivery) {
    consumer.acknowledge(delivery.raw(), AcknowledgeType.ACCEPT);
    consumer.commitAsync();
  }

  /** Somebody shall have it again. */
  public boolean release(Delivery delivery) {
    return acknowledge(delivery, AcknowledgeType.RELEASE);
  }

  /** Nobody shall have it again. */
  public boolean reject(Delivery delivery) {
    return acknowledge(delivery, AcknowledgeType.REJECT);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Delivery read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return new Delivery.Unreadable(record, "the record has no value");
    }
    try {
      return new Delivery.Work(record, codec.decode(value, Assignment.class));
    } catch (UnreadableMessageException unreadable) {
      return new Delivery.Unreadable(record, String.valueOf(unreadable.getMessage()));
    }
  }

  private static void told(Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception failure) {
    if (failure != null) {
      LOG.info("{} may come again; their claims decide: {}", offsets, failure.toString());
    }
  }

  /** Whether the broker took it; a lock on the record that ran out is not an error. */
  private boolean acknowledge(Delivery delivery, AcknowledgeType how) {
    consumer.acknowledge(delivery.raw(), how);
    return consumer.commitSync().values().stream().allMatch(Optional::isEmpty);
  }
}
