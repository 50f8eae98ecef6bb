package dev.signalbox.dashboard.adapter.kafka;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.codec.UnreadableMessageException;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.dashboard.core.DeadLetter;
import dev.signalbox.dashboard.core.Incoming;
import dev.signalbox.dashboard.core.Position;
import dev.signalbox.dashboard.core.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records as the messages of their topic. */
final class RecordReading {
  private static final MessageCodec CODEC = new MessageCodec("dashboard-service");
  private static final Map<String, Class<? extends Message>> FAMILIES =
      Map.of(
          Topics.CHANGES, PlanChange.class,
          Topics.EVENTS, TaskEvent.class,
          Topics.WORKERS, WorkerMessage.class,
          Topics.LOGS, LogChunk.class,
          Topics.REJECTED, SubmissionRejected.class);

  private RecordReading() {}

  static Incoming of(ConsumerRecord<byte[], byte @Nullable []> record) {
    Position position = new Position(record.topic(), record.partition(), record.offset());
    byte[] value = record.value();
    if (value == null) {
      return unreadable(record, position, "no value");
    }
    Class<? extends Message> family = FAMILIES.get(record.topic());
    if (family == null) {
      return unreadable(record, position, "no such topic is read");
    }
    try {
      return new Incoming.Readable(new Received(position, CODEC.decode(value, family)));
    } catch (UnreadableMessageException unreadable) {
      return unreadable(record, position, String.valueOf(unreadable.getMessage()));
    }
  }

  private static Incoming unreadable(
      ConsumerRecord<byte[], byte @Nullable []> record, Position position, String error) {
    byte[] key = record.key();
    return new Incoming.Unreadable(
        new DeadLetter(
            position,
            Instant.ofEpochMilli(record.timestamp()),
            key == null ? null : new String(key, StandardCharsets.UTF_8),
            record.value(),
            error));
  }
}
