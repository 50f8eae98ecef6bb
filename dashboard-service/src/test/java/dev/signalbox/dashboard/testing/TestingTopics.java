package dev.signalbox.dashboard.testing;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.message.WorkerMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends messages to the topics they belong to. */
public final class TestingTopics implements AutoCloseable {
  private final MessageCodec codec = new MessageCodec("test");
  private final KafkaProducer<byte[], byte[]> producer;

  public TestingTopics(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends all and waits until the broker has them; says where the last one lies. */
  public RecordMetadata send(Message... messages) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Message message : messages) {
      byte[] value = codec.encode(message);
      var record =
          new ProducerRecord<>(
              topic(message), key(message).getBytes(StandardCharsets.UTF_8), value);
      codec.headers(message).forEach((name, header) -> record.headers().add(name, header));
      sent.add(producer.send(record));
    }
    producer.flush();
    return sent.stream().map(TestingTopics::done).toList().getLast();
  }

  /** Sends bytes that need not be a message. */
  public RecordMetadata sendRaw(String topic, String key, byte[] value) {
    return done(
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)));
  }

  @Override
  public void close() {
    producer.close();
  }

  private static RecordMetadata done(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String topic(Message message) {
    return switch (message) {
      case Submission _ -> Topics.SUBMISSIONS;
      case SubmissionRejected _ -> Topics.REJECTED;
      case Assignment _ -> Topics.lane("default");
      case TaskEvent _ -> Topics.EVENTS;
      case PlanChange _ -> Topics.CHANGES;
      case WorkerMessage _ -> Topics.WORKERS;
      case Control _ -> Topics.CONTROLS;
      case LogChunk _ -> Topics.LOGS;
    };
  }

  private static String key(Message message) {
    return switch (message) {
      case Submission m -> m.repository().value();
      case SubmissionRejected m -> m.topic();
      case Assignment m -> m.attempt().task().toString();
      case TaskEvent m -> m.repository().value();
      case PlanChange m -> m.repository().value();
      case WorkerMessage m -> m.worker().value();
      case Control.Stop m -> m.attempt().task().toString();
      case Control.HandIn m -> m.attempt().task().toString();
      case Control.Drain m -> m.worker().value();
      case Control.Resume m -> m.worker().value();
      case LogChunk m -> m.attempt().task().toString();
    };
  }
}
