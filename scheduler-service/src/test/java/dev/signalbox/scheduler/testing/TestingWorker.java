package dev.signalbox.scheduler.testing;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.message.WorkerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Says what a worker says, without doing anything. */
public final class TestingWorker implements AutoCloseable {
  private final WorkerId id;
  private final TestingProducer producer = new TestingProducer();
  private final Set<UUID> done = ConcurrentHashMap.newKeySet();

  public TestingWorker(String name) {
    this.id = new WorkerId(name);
  }

  /** Shows life, with that many slots. */
  public void beat(UUID instance, int slots, Duration lease) {
    producer.send(
        Topics.WORKERS,
        id.value(),
        new WorkerMessage.Heartbeat(
            UUID.randomUUID(),
            Instant.now(),
            id,
            instance,
            "localhost",
            1,
            slots,
            slots,
            List.of(),
            List.of(),
            lease,
            10,
            10,
            1L << 40,
            WorkerMessage.Allowance.unlimited(slots),
            WorkerMessage.Profile.PLAIN));
  }

  public void claim(Assignment assignment) {
    say(
        assignment,
        new TaskEvent.Claimed(
            UUID.randomUUID(), Instant.now(), assignment.repository(), assignment.attempt(), id));
  }

  public TaskEvent.Completed complete(Assignment assignment) {
    TaskEvent.Completed completed =
        new TaskEvent.Completed(
            UUID.randomUUID(),
            Instant.now(),
            assignment.repository(),
            assignment.attempt(),
            id,
            "c0ffee");
    say(assignment, completed);
    return completed;
  }

  /** Does each assignment once, in the shortest way. */
  public void work(Assignment assignment) {
    if (done.add(assignment.id())) {
      claim(assignment);
      complete(assignment);
    }
  }

  public void say(Assignment assignment, TaskEvent event) {
    producer.send(Topics.EVENTS, assignment.repository().value(), event);
  }

  @Override
  public void close() {
    producer.close();
  }
}
