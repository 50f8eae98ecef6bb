package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3-18, C13: works beside the holder of its paths, and merges after it. */
class DeferMergeIT {

  @TempDir static Path home;
  static TestingLockService locks;
  static TestingWorker worker;
  static TestingScheduler scheduler;

  @TempDir Path folder;
  private TestingRepository repository;
  private Assignment holder;

  @BeforeAll
  static void start() {
    locks = new TestingLockService();
    worker =
        TestingWorker.start(
            RealServices.kafkaBootstrap(), locks, home, "signalbox.worker.id=deferring");
    scheduler = new TestingScheduler(RealServices.kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    worker.close();
    scheduler.close();
    locks.close();
  }

  @BeforeEach
  void somebodyWorksOnTheFile() {
    repository = new TestingRepository(folder);
    String wait = "until [ -e " + repository.folder().resolve("go") + " ]; do sleep 0.02; done";
    holder =
        scheduler.publish(task(wait + "; echo mine > src/held.txt").files("src/held.txt").build());
    scheduler.await(holder.attempt(), TaskEvent.Started.class);
  }

  @Test
  @DisplayName("S3-18: both run at once; the deferred merge says whom it waits for, and is second")
  void mergesAfterTheHolder() {
    Assignment deferred = publish(task("echo too > src/own.txt").files("src/"));
    TaskEvent.Waiting waiting = scheduler.await(deferred.attempt(), TaskEvent.Waiting.class);

    assertThat(waiting.holder()).isEqualTo(holder.attempt());
    assertThat(waiting.path()).startsWith("src");
    String tip = repository.tip();
    letGo();
    String first = scheduler.awaitCompleted(holder.attempt()).commit();
    String second = scheduler.awaitCompleted(deferred.attempt()).commit();
    assertThat(repository.git("rev-list", "--reverse", tip + ".." + second).lines())
        .containsExactly(first, second);
    assertThat(repository.git("cat-file", "blob", ClaimRecord.refOf(deferred.attempt())))
        .contains("\"src/\"");
    assertThat(scheduler.eventsOf(deferred.attempt()))
        .filteredOn(TaskEvent.Verifying.class::isInstance)
        .as("said again when the wait is over")
        .hasSize(2);
  }

  @Test
  @DisplayName("S3-18: what both changed is a conflict as for any task")
  void aConflictIsOneAsForAnyTask() {
    Assignment deferred = publish(task("echo other > src/held.txt").files("src/held.txt"));
    scheduler.await(deferred.attempt(), TaskEvent.Waiting.class);
    letGo();

    TaskEvent.Failed failed = scheduler.await(deferred.attempt(), TaskEvent.Failed.class);
    assertThat(failed.kind()).isEqualTo(FailureKind.MERGE_CONFLICT);
    assertThat(repository.git("show", failed.preserved() + ":src/held.txt")).isEqualTo("other");
    assertThat(repository.file("src/held.txt")).isEqualTo("mine");
  }

  @Test
  @DisplayName("I5: stopped while it waits, its work is preserved and what it read is free")
  void aStopEndsTheWait() {
    Assignment deferred =
        publish(task("echo too > src/own.txt").files("src/").reads("docs/guide.md"));
    scheduler.await(deferred.attempt(), TaskEvent.Waiting.class);
    scheduler.tell(
        new Control.Stop(UUID.randomUUID(), Instant.now(), deferred.attempt(), "enough"));

    TaskEvent.Stopped stopped = scheduler.await(deferred.attempt(), TaskEvent.Stopped.class);
    assertThat(stopped.detail()).isEqualTo("enough");
    assertThat(repository.git("show", stopped.preserved() + ":src/own.txt")).isEqualTo("too");
    assertThat(locks.claims())
        .noneMatch(claim -> claim.attempt().equals(deferred.attempt()))
        .anyMatch(claim -> claim.attempt().equals(holder.attempt()));
    letGo();
    scheduler.awaitCompleted(holder.attempt());
  }

  @Test
  @DisplayName("S3-18: nobody waits longer than the task's timeout")
  void aWaitHasAnEnd() {
    Assignment deferred =
        publish(task("echo too > src/own.txt").files("src/").timeout(Duration.ofSeconds(2)));

    TaskEvent.Failed failed = scheduler.await(deferred.attempt(), TaskEvent.Failed.class);
    assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failed.detail())
        .startsWith("waited longer than PT2S to merge src")
        .contains(holder.attempt().task().toString());
    letGo();
    scheduler.awaitCompleted(holder.attempt());
  }

  private void letGo() {
    repository.commit(Map.of("go", ""));
  }

  private TestingAssignments task(String command) {
    return TestingAssignments.in(repository).run(command);
  }

  private Assignment publish(TestingAssignments assignment) {
    return scheduler.publish(assignment.deferMerge().build());
  }
}
