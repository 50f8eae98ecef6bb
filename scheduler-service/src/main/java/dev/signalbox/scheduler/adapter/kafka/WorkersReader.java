package dev.signalbox.scheduler.adapter.kafka;

import dev.signalbox.common.message.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the signs of life of all workers, from the beginning, in every scheduler. */
public final class WorkersReader {

  /** What becomes of what is read. Called from the reader's thread; may block it. */
  public interface Listener {
    void workers(List<Incoming> records) throws InterruptedException;

    /** All that lay there when the reading began has been handed over. */
    void caughtUp() throws InterruptedException;
  }

  private final ReaderThread thread;

  public WorkersReader(Clients clients, Listener listener) {
    this.thread = new ReaderThread("workers-reader", clients::freeConsumer, new Role(listener));
  }

  public void start() {
    thread.start();
  }

  public void stop() {
    thread.stop();
  }

  private static final class Role implements ReaderThread.Role {
    private final Listener listener;
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean caughtUp;

    Role(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void begin(KafkaConsumer<byte[], byte[]> consumer) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.WORKERS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      ends = consumer.endOffsets(partitions);
      caughtUp = false;
    }

    @Override
    public void read(
        KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records)
        throws InterruptedException {
      List<Incoming> read = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> found : records) {
        read.add(Incoming.of(found));
      }
      if (!read.isEmpty()) {
        listener.workers(read);
      }
      if (!caughtUp && reachedEnds(consumer)) {
        caughtUp = true;
        listener.caughtUp();
      }
    }

    private boolean reachedEnds(KafkaConsumer<byte[], byte[]> consumer) {
      return ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
  }
}
