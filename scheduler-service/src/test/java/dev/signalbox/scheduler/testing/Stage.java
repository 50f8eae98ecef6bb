package dev.signalbox.scheduler.testing;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.embedded.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Empty topics, an empty database, a repository, a worker, and eyes on what the scheduler says. */
public final class Stage implements AutoCloseable {
  public final TestDatabase database;
  public final TestingRepository repository;
  public final TestingProducer producer = new TestingProducer();
  public final TestingWorker worker = new TestingWorker("w1");
  public final TestingRecords<Assignment> assignments;
  public final TestingRecords<PlanChange> changes;
  public final TestingScheduler scheduler;

  /** Sets it up and starts a scheduler. */
  public Stage(Path folder, String... settings) {
    TestingTopics.deleteAll();
    database = RealServices.freshDatabase();
    repository = TestingRepository.in(folder);
    scheduler = TestingScheduler.start(database, settings);
    assignments = new TestingRecords<>(Topics.lane("default"), Assignment.class);
    changes = new TestingRecords<>(Topics.CHANGES, PlanChange.class);
    worker.beat(UUID.randomUUID(), 4, Duration.ofMinutes(5));
  }

  /** A plan on the stage's repository with tasks in YAML's flow style, one a line. */
  public String plan(String name, String... tasks) {
    return "signalbox: 1\nname: "
        + name
        + "\nrepository: { path: \""
        + repository.folder()
        + "\" }\ntasks:\n  "
        + String.join("\n  ", tasks)
        + "\n";
  }

  public Assignment assigned(String key) {
    return assigned(key, 1);
  }

  public Assignment assigned(String key, int number) {
    return assignments.await(assignment ->
        assignment.task().key().equals(new TaskKey(key))
            && assignment.attempt().number() == number);
  }

  /** Waits until a task is in a state. */
  public PlanChange.TaskChanged reached(String key, TaskState state) {
    return (PlanChange.TaskChanged)
        changes.await(change ->
            change instanceof PlanChange.TaskChanged moved
                && moved.task().equals(new TaskKey(key))
                && moved.to() == state);
  }

  public PlanChange.StateChanged ended(PlanState state) {
    return (PlanChange.StateChanged)
        changes.await(
            change -> change instanceof PlanChange.StateChanged moved && moved.state() == state);
  }

  @Override
  public void close() {
    worker.close();
    producer.close();
    assignments.close();
    changes.close();
    scheduler.close();
  }
}
