package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.LocalTarget;
import dev.signalbox.worker.adapter.git.RefPacking;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.git.WrittenClaim;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker does when it may not go on: I1, I2, I5, I6 and their interleavings. */
class LostAuthorityIT {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir static Path home;
  static TestingLockService locks;
  static TestingWorker worker;
  static TestingScheduler scheduler;

  @TempDir Path folder;
  private TestingRepository repository;
  private TargetRepository target;
  private final ClaimRefs claims =
      new ClaimRefs(new RefPacking(new GitCommand(Duration.ofMinutes(1))));

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
  void open() {
    repository = new TestingRepository(folder.resolve("user"));
    target = LocalTarget.open(repository.id(), repository.folder().toString());
  }

  @AfterEach
  void close() {
    target.close();
  }

  /**
   * Interleaving 1: the claim went to somebody else while the task ran; it ends without merging.
   */
  @Test
  void aHolderWhoseClaimIsGoneIsStoppedAndItsWorkKept() {
    Assignment assignment = started("echo half > src/a.txt; sleep 60", Duration.ofSeconds(1));

    assertThat(
            claims.close(target, List.of(claims.find(target, assignment.attempt()).orElseThrow())))
        .isTrue();
    locks.forget(assignment.attempt().token());
    TaskEvent.Stopped stopped = scheduler.await(assignment.attempt(), TaskEvent.Stopped.class);

    assertThat(stopped.detail()).contains("Lost");
    assertThat(repository.git("show", stopped.preserved() + ":src/a.txt")).isEqualTo("half");
    assertThat(repository.tip()).isEqualTo(repository.git("rev-parse", "main"));
  }

  /** The lock-service is away for more than two thirds of the TTL: the same. */
  @Test
  void aHolderThatCannotRenewStopsInTime() {
    Assignment assignment = started("sleep 60", Duration.ofSeconds(2));

    locks.reachable(false);
    try {
      TaskEvent.Stopped stopped = scheduler.await(assignment.attempt(), TaskEvent.Stopped.class);
      assertThat(stopped.detail()).contains("could not be renewed");
    } finally {
      locks.reachable(true);
    }
  }

  /** Interleaving 1, where only git knows: the merge of the displaced holder is refused. */
  @Test
  void aHolderWhoseClaimRefWasTakenCannotMerge() throws IOException {
    Assignment assignment = started(waiting() + "; echo mine > src/a.txt", Duration.ofMinutes(1));
    AttemptRef newer =
        TestingAssignments.in(repository).attempt(assignment.attempt()).build().attempt();
    Optional<WrittenClaim> found = claims.find(target, newer);
    ClaimRecord record = ClaimRecord.open(newer, UUID.randomUUID(), Footprint.writing("src/"));
    assertThat(claims.write(target, record, found, List.of())).isPresent();

    go();
    TaskEvent.Stopped stopped = scheduler.await(assignment.attempt(), TaskEvent.Stopped.class);

    assertThat(stopped.detail()).contains("another attempt has the claim");
    assertThat(repository.tip()).isEqualTo(repository.git("rev-parse", "main"));
    assertThat(repository.git("show", stopped.preserved() + ":src/a.txt")).isEqualTo("mine");
    assertThat(claims.find(target, newer).orElseThrow().record()).isEqualTo(record);
  }

  @Test
  void theSchedulerStopsAnAttempt() {
    Assignment assignment = started("sleep 60", Duration.ofMinutes(1));

    scheduler.tell(
        new Control.Stop(
            UUID.randomUUID(), Instant.now(), assignment.attempt(), "cancelled by a user"));

    assertThat(scheduler.await(assignment.attempt(), TaskEvent.Stopped.class).detail())
        .isEqualTo("cancelled by a user");
    assertThat(locks.claims()).isEmpty();
  }

  @Test
  void aTaskThatTakesTooLongIsEndedWithAllItStarted() {
    String sign = UUID.randomUUID().toString();
    Assignment assignment =
        scheduler.publish(
            TestingAssignments.in(repository)
                .run("echo begun > src/a.txt; setsid sh -c 'sleep 300 # " + sign + "' & sleep 301")
                .timeout(Duration.ofMillis(700))
                .build());

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failed.preserved()).isNotNull();
    assertThat(ProcessHandle.allProcesses().map(one -> one.info().commandLine().orElse("")))
        .noneMatch(line -> line.contains(sign));
  }

  /** Interleavings 5 and 15: the same record twice is run once. */
  @Test
  void aSecondDeliveryIsNotRun() throws IOException {
    Assignment assignment =
        scheduler.publish(
            TestingAssignments.in(repository).run("echo run >> src/a.txt; " + waiting()).build());
    scheduler.await(assignment.attempt(), TaskEvent.Started.class);
    scheduler.publish(assignment);
    Assignment after =
        scheduler.publish(TestingAssignments.in(repository).files("x").run("true").build());
    scheduler.awaitCompleted(after.attempt());

    go();
    scheduler.awaitCompleted(assignment.attempt());
    scheduler.publish(assignment);
    Assignment last =
        scheduler.publish(TestingAssignments.in(repository).files("x").run("true").build());
    scheduler.awaitCompleted(last.attempt());

    assertThat(scheduler.eventsOf(assignment.attempt()))
        .filteredOn(TaskEvent.Claimed.class::isInstance)
        .hasSize(1);
    assertThat(repository.file("src/a.txt")).isEqualTo("one\ntwo\nthree\nrun");
  }

  /** Interleaving 10: the former attempt merged and died before it could say so. */
  @Test
  void whatAPredecessorMergedIsNotRunAgain() {
    Assignment first =
        scheduler.publish(TestingAssignments.in(repository).run("echo 1 >> src/a.txt").build());
    String commit = scheduler.awaitCompleted(first.attempt()).commit();
    Assignment second =
        scheduler.publish(
            TestingAssignments.in(repository)
                .attempt(first.attempt())
                .run("echo 2 >> src/a.txt")
                .build());

    assertThat(scheduler.awaitCompleted(second.attempt()).commit()).isEqualTo(commit);
    assertThat(repository.tip()).isEqualTo(commit);
    assertThat(scheduler.eventsOf(second.attempt())).noneMatch(TaskEvent.Started.class::isInstance);
  }

  /** Interleaving 12: Redis forgot a living holder; its ref is closed, so it cannot merge. */
  @Test
  void aClaimThatOnlyGitRemembersGivesWayAndIsFenced() throws IOException {
    Assignment old = started(waiting() + "; echo old > src/old.txt", Duration.ofMinutes(1));
    locks.forgetClaims();
    Assignment next =
        scheduler.publish(TestingAssignments.in(repository).run("echo new > src/new.txt").build());
    scheduler.awaitCompleted(next.attempt());

    go();
    TaskEvent.Stopped stopped = scheduler.await(old.attempt(), TaskEvent.Stopped.class);

    assertThat(stopped.preserved()).isNotNull();
    assertThat(repository.file("src/new.txt")).isEqualTo("new");
    assertThat(repository.git("show", stopped.preserved() + ":src/old.txt")).isEqualTo("old");
  }

  /** A person's claim that the lock-service knows defers the attempt, whatever git says. */
  @Test
  void whatSomebodyElseHoldsDefers() {
    Assignment person = TestingAssignments.in(repository).files("src/a.txt").build();
    ClaimAnswer granted =
        locks.claim(
            new ClaimRequest(
                repository.id(),
                person.attempt(),
                new WorkerId("anna"),
                UUID.randomUUID(),
                person.footprint(),
                Duration.ofMinutes(1)));
    assertThat(granted).isInstanceOf(ClaimAnswer.Granted.class);
    Assignment assignment = scheduler.publish(TestingAssignments.in(repository).build());

    TaskEvent.Deferred deferred = scheduler.await(assignment.attempt(), TaskEvent.Deferred.class);

    assertThat(deferred.path()).isEqualTo("src/a.txt");
    locks.forgetClaims();
  }

  @Test
  void waitsForALockServiceThatIsAway() {
    locks.reachable(false);
    Assignment assignment =
        scheduler.publish(TestingAssignments.in(repository).run("true").build());
    await("nothing is claimed")
        .during(Duration.ofMillis(500))
        .atMost(LONG)
        .until(() -> scheduler.eventsOf(assignment.attempt()).isEmpty());

    locks.reachable(true);

    scheduler.awaitCompleted(assignment.attempt());
  }

  private Assignment started(String command, Duration ttl) {
    Assignment assignment =
        scheduler.publish(TestingAssignments.in(repository).run(command).ttl(ttl).build());
    scheduler.await(assignment.attempt(), TaskEvent.Started.class);
    return assignment;
  }

  private String waiting() {
    return "until [ -e " + folder.resolve("go") + " ]; do sleep 0.02; done";
  }

  private void go() throws IOException {
    Files.createFile(folder.resolve("go"));
  }
}
