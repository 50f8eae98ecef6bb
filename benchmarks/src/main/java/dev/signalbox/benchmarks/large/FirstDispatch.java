package dev.signalbox.benchmarks.large;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Waits for the first attempt on the workers' topic, and for the acceptance before it. */
final class FirstDispatch implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final MessageCodec codec = new MessageCodec("benchmarks");

  /**
   * When it was.
   *
   * @param decided the scheduler's clock at the beginning of the batch that accepted the plan
   * @param dispatched the time stamp of the record that the first attempt is
   */
  record Moments(Instant decided, Instant dispatched) {}

  FirstDispatch(String kafka) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  Moments await(Duration patience) throws IOException {
    List<TopicPartition> partitions =
        Stream.of(Topics.lane("default"), Topics.CHANGES)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Optional<Instant> decided = Optional.empty();
    Optional<Instant> dispatched = Optional.empty();
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (record.topic().equals(Topics.CHANGES)) {
          decided = decided.or(() -> acceptance(record));
        } else {
          dispatched = dispatched.or(() -> Optional.of(at));
        }
      }
      if (decided.isPresent() && dispatched.isPresent()) {
        return new Moments(decided.get(), dispatched.get());
      }
    }
    throw new IOException("nothing was dispatched after " + patience);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Optional<Instant> acceptance(ConsumerRecord<byte[], byte[]> record) {
    PlanChange change = codec.decode(record.value(), PlanChange.class);
    return change instanceof PlanChange.Accepted accepted
        ? Optional.of(accepted.at())
        : Optional.empty();
  }
}
