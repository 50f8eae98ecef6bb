package dev.signalbox.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What was said of a plan's attempts, in the order of the one partition it was said on. */
record Claims(List<TaskEvent> events) {

  /** Everything that was said of a plan up to now. */
  static Claims of(Servers servers, String plan) {
    List<TaskEvent> events = new ArrayList<>();
    MessageCodec codec = new MessageCodec("proof");
    Map<String, Object> settings = Map.of("bootstrap.servers", servers.kafka());
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.EVENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(one -> events.add(codec.decode(one.value(), TaskEvent.class)));
      }
    }
    return new Claims(
        events.stream()
            .filter(event -> event.attempt().task().plan().toString().equals(plan))
            .toList());
  }

  /** What a worker said of the attempts that it had to stop. */
  List<TaskEvent.Stopped> wasStopped(String worker) {
    return events.stream()
        .filter(TaskEvent.Stopped.class::isInstance)
        .map(TaskEvent.Stopped.class::cast)
        .filter(stopped -> stopped.worker().value().equals(worker))
        .toList();
  }

  /** I1: a claim is granted only when every other one on the same file is closed. */
  void neverOverlap(Map<String, List<String>> files) {
    Map<String, AttemptRef> holders = new LinkedHashMap<>();
    for (TaskEvent event : events) {
      List<String> held = files.get(event.attempt().task().key().value());
      if (event instanceof TaskEvent.ClaimGranted granted) {
        for (String file : Objects.requireNonNull(held)) {
          AttemptRef before = holders.put(file, granted.attempt());
          assertThat(before)
              .as("%s is granted to %s", file, granted.attempt())
              .isIn(null, granted.attempt());
        }
      } else if (event instanceof TaskEvent.ClaimClosed closed) {
        Objects.requireNonNull(held).forEach(file -> holders.remove(file, closed.attempt()));
      }
    }
  }
}
