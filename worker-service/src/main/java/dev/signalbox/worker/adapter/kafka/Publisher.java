package dev.signalbox.worker.adapter.kafka;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.message.WorkerMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends what a worker has to say. */
public final class Publisher implements AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final MessageCodec codec;

  public Publisher(Map<String, Object> connection, String clientId, MessageCodec codec) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.codec = codec;
  }

  /** Sends an event and waits until the broker has it, however long that takes. */
  public void publish(TaskEvent event) throws InterruptedException {
    boolean acknowledged = false;
    while (!acknowledged) {
      acknowledged = attempt(event);
    }
  }

  /** Sends an event; it keeps its place before later ones of the same repository. */
  public void announce(TaskEvent event) {
    send(Topics.EVENTS, event.repository().value(), event, new CompletableFuture<>());
  }

  /** Sends a sign of life. */
  public CompletableFuture<Void> publish(WorkerMessage message) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    send(Topics.WORKERS, message.worker().value(), message, sent);
    return sent;
  }

  /** Sends output of an attempt. */
  public void publish(LogChunk chunk) {
    send(Topics.LOGS, chunk.attempt().task().toString(), chunk, new CompletableFuture<>());
  }

  @Override
  public void close() {
    producer.close();
  }

  private boolean attempt(TaskEvent event) throws InterruptedException {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    send(Topics.EVENTS, event.repository().value(), event, sent);
    try {
      sent.get();
      return true;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RetriableException) {
        return false; // the same id again: a duplicate changes nothing
      }
      throw new IllegalStateException("cannot publish " + event, failure);
    }
  }

  private void send(String topic, String key, Message message, CompletableFuture<Void> done) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, codec.encode(message));
    codec.headers(message).forEach((name, value) -> record.headers().add(name, value));
    Future<RecordMetadata> unused =
        producer.send(
            record,
            (_, failure) -> {
              if (failure == null) {
                done.complete(null);
              } else {
                done.completeExceptionally(failure);
              }
            });
  }
}
