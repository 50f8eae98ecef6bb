package dev.signalbox.lock.adapter.kafka;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends events, keyed by repository, and returns when the broker has them all. */
public final class EventSender {
  private final Producer<String, byte[]> producer;
  private final MessageCodec codec = new MessageCodec("lock-service");

  public EventSender(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Sends the events in order.
   *
   * @throws ExecutionException when the broker did not acknowledge one of them; any may have
   *     arrived
   */
  public void send(List<TaskEvent> events) throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (TaskEvent event : events) {
      sent.add(producer.send(record(event)));
    }
    for (Future<RecordMetadata> acknowledgement : sent) {
      acknowledgement.get();
    }
  }

  private ProducerRecord<String, byte[]> record(TaskEvent event) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topics.EVENTS, event.repository().value(), codec.encode(event));
    codec.headers(event).forEach((name, value) -> record.headers().add(name, value));
    return record;
  }
}
