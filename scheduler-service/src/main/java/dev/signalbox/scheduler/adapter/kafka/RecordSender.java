package dev.signalbox.scheduler.adapter.kafka;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.scheduler.core.outgoing.Draft;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends records in the order given, each as often as it takes. */
public final class RecordSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordSender.class);

  private final KafkaProducer<String, byte[]> producer;
  private final TopicSetup topics;
  private final MessageCodec codec;

  public RecordSender(Clients clients, TopicSetup topics, MessageCodec codec) {
    this.producer = clients.producer();
    this.topics = topics;
    this.codec = codec;
  }

  /** Sends a record of the outbox and tells when the broker has it. */
  public void send(Outgoing outgoing, Consumer<Outgoing> acknowledged) {
    topics.ensure(outgoing.topic());
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(outgoing.topic(), outgoing.key(), outgoing.value());
    outgoing
        .headers()
        .forEach(
            (name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
    var unused =
        producer.send(
            sent,
            (metadata, failure) -> {
              if (failure == null) {
                acknowledged.accept(outgoing);
              } else {
                LOG.error(
                    "record {} of partition {} stays in the outbox",
                    outgoing.position(),
                    outgoing.partition(),
                    failure);
              }
            });
  }

  /** Sends a message that is in no outbox; done when the broker has it. */
  public CompletableFuture<Void> send(Draft draft) {
    ProducerRecord<String, byte[]> sent =
        new ProducerRecord<>(draft.topic(), draft.key(), codec.encode(draft.message()));
    codec.headers(draft.message()).forEach((name, value) -> sent.headers().add(name, value));
    CompletableFuture<Void> done = new CompletableFuture<>();
    var unused =
        producer.send(
            sent,
            (metadata, failure) -> {
              if (failure == null) {
                done.complete(null);
              } else {
                done.completeExceptionally(failure);
              }
            });
    return done;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
