package dev.signalbox.worker.testing;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.message.WorkerMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The scheduler's side of Kafka: publishes attempts, and hears all that workers say. */
public final class TestingScheduler implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final MessageCodec codec = new MessageCodec("scheduler-service");
  private final String bootstrap;
  private final KafkaProducer<String, byte[]> producer;
  private final List<TaskEvent> events = new CopyOnWriteArrayList<>();
  private final List<WorkerMessage> workers = new CopyOnWriteArrayList<>();
  private final List<LogChunk> output = new CopyOnWriteArrayList<>();
  private final Thread listener = new Thread(this::listen, "testing-scheduler");
  private volatile boolean closed;

  public TestingScheduler(String bootstrap) {
    this.bootstrap = bootstrap;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    listener.start();
  }

  /** Publishes an attempt on its lane. */
  public Assignment publish(Assignment assignment) {
    String topic =
        assignment.person() == null ? Topics.lane(assignment.task().lane()) : Topics.PEOPLE;
    publishTo(topic, codec.encode(assignment));
    return assignment;
  }

  /** Puts any bytes on the default lane. */
  public void publishGarbage(String text) {
    publishTo(Topics.lane("default"), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Tells workers something. */
  public void tell(Control control) {
    publishTo(Topics.CONTROLS, codec.encode(control));
  }

  /** Makes a lane. */
  public void createLane(String lane) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(Topics.lane(lane), 1, (short) 1))).all().get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** What was said of an attempt, in order. */
  public List<TaskEvent> eventsOf(AttemptRef attempt) {
    return events.stream().filter(event -> event.attempt().equals(attempt)).toList();
  }

  /** What was noted of the attempt's merge, of one kind. */
  public List<String> notes(AttemptRef attempt, MergeNote note) {
    return eventsOf(attempt).stream()
        .filter(TaskEvent.MergeNoted.class::isInstance)
        .map(TaskEvent.MergeNoted.class::cast)
        .filter(noted -> noted.note() == note)
        .map(TaskEvent.MergeNoted::detail)
        .toList();
  }

  /** Waits for an event of an attempt; fails at once when it ended otherwise. */
  public <E extends TaskEvent> E await(AttemptRef attempt, Class<E> kind) {
    await("an event " + kind.getSimpleName() + " of " + attempt)
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            eventsOf(attempt).stream().anyMatch(event -> kind.isInstance(event) || isEnd(event)));
    return eventsOf(attempt).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not so: " + eventsOf(attempt)));
  }

  /** Waits until an attempt completed; fails at once when it ended otherwise. */
  public TaskEvent.Completed awaitCompleted(AttemptRef attempt) {
    await("the end of " + attempt)
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> eventsOf(attempt).stream().anyMatch(TestingScheduler::isEnd));
    TaskEvent last = eventsOf(attempt).getLast();
    if (last instanceof TaskEvent.Completed completed) {
      return completed;
    }
    throw new AssertionError("not completed: " + last);
  }

  public List<WorkerMessage> workers() {
    return List.copyOf(workers);
  }

  /** The output of an attempt that arrived so far. */
  public String outputOf(AttemptRef attempt) {
    StringBuilder text = new StringBuilder();
    output.stream()
        .filter(chunk -> chunk.attempt().equals(attempt))
        .forEach(chunk -> text.append(chunk.text()));
    return text.toString();
  }

  /** Whether the output of an attempt is complete. */
  public boolean outputEnded(AttemptRef attempt) {
    return output.stream().anyMatch(chunk -> chunk.attempt().equals(attempt) && chunk.last());
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }

  private static org.awaitility.core.ConditionFactory await(String what) {
    return org.awaitility.Awaitility.await(what);
  }

  private static boolean isEnd(TaskEvent event) {
    return event instanceof TaskEvent.Completed
        || event instanceof TaskEvent.Failed
        || event instanceof TaskEvent.Stopped
        || event instanceof TaskEvent.Deferred;
  }

  private void publishTo(String topic, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, UUID.randomUUID().toString(), value)).get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void listen() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "group.id",
            "testing-" + UUID.randomUUID(),
            "metadata.max.age.ms",
            200,
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.EVENTS, Topics.WORKERS, Topics.LOGS));
      while (!closed) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          hear(record);
        }
      }
    }
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    Message message =
        switch (record.topic()) {
          case Topics.EVENTS -> codec.decode(record.value(), TaskEvent.class);
          case Topics.WORKERS -> codec.decode(record.value(), WorkerMessage.class);
          default -> codec.decode(record.value(), LogChunk.class);
        };
    if (message instanceof TaskEvent event) {
      events.add(event);
    } else if (message instanceof WorkerMessage worker) {
      workers.add(worker);
    } else if (message instanceof LogChunk chunk) {
      output.add(chunk);
    }
  }
}
