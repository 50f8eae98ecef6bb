package dev.signalbox.scheduler.testing;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.Message;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records as any client would. */
public final class TestingProducer implements AutoCloseable {
  private final MessageCodec codec = new MessageCodec("test");
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          TestingTopics.settings(), new StringSerializer(), new ByteArraySerializer());

  /** Sends bytes; without a partition, the key decides. */
  public void send(String topic, @Nullable Integer partition, @Nullable String key, byte[] value) {
    try {
      var sent = producer.send(new ProducerRecord<>(topic, partition, key, value));
      sent.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public void send(String topic, String key, Message message) {
    send(topic, null, key, codec.encode(message));
  }

  @Override
  public void close() {
    producer.close();
  }
}
