package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of an attempt on real Kafka and real git. */
class WorkerIT {

  @TempDir static Path home;
  static TestingLockService locks;
  static TestingWorker worker;
  static TestingScheduler scheduler;

  @TempDir Path folder;
  private TestingRepository repository;

  @BeforeAll
  static void start() {
    locks = new TestingLockService();
    worker = TestingWorker.start(RealServices.kafkaBootstrap(), locks, home);
    scheduler = new TestingScheduler(RealServices.kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    worker.close();
    scheduler.close();
    locks.close();
  }

  @BeforeEach
  void repository() {
    repository = new TestingRepository(folder);
  }

  @Test
  void mergesWhatACommandChangedAndSaysSoInOrder() {
    Assignment assignment =
        scheduler.publish(
            TestingAssignments.in(repository).run("echo hello; echo four >> src/a.txt").build());

    TaskEvent.Completed completed = scheduler.awaitCompleted(assignment.attempt());

    assertThat(completed.commit()).isEqualTo(repository.tip());
    assertThat(repository.file("src/a.txt")).endsWith("four");
    assertThat(scheduler.eventsOf(assignment.attempt()))
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Claimed", "Started", "Verifying", "Merging", "Completed");
    assertThat(locks.claims()).isEmpty();
  }
}
