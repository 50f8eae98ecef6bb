package dev.signalbox.benchmarks.load;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When each task's merge was said, read from the events topic once the plan is over. */
final class MergeTimes {
  private static final Duration POLL = Duration.ofMillis(200);

  private final MessageCodec codec = new MessageCodec("load-driver");
  private final String bootstrap;

  MergeTimes(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** The completions at or after the given time, by task. */
  Map<TaskKey, Instant> since(Instant start) {
    Map<TaskKey, Instant> merged = new HashMap<>();
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.EVENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(record -> note(record.value(), start, merged));
      }
    }
    return merged;
  }

  private void note(byte[] value, Instant start, Map<TaskKey, Instant> merged) {
    if (codec.decode(value, TaskEvent.class) instanceof TaskEvent.Completed done
        && !done.at().isBefore(start)) {
      merged.put(done.attempt().task().key(), done.at());
    }
  }
}
