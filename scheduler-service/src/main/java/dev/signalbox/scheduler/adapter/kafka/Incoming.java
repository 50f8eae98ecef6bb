package dev.signalbox.scheduler.adapter.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read.
 *
 * @param type the CloudEvents type, when the sender gave one
 * @param value empty for a record without one
 */
public record Incoming(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    @Nullable String type,
    byte[] value) {

  static Incoming of(ConsumerRecord<byte[], byte[]> read) {
    Header type = read.headers().lastHeader("ce_type");
    return new Incoming(
        read.topic(),
        read.partition(),
        read.offset(),
        text(read.key()),
        type == null ? null : text(type.value()),
        read.value() == null ? new byte[0] : read.value());
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
