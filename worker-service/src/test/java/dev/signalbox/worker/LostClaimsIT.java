package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.TaskEvent;
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

/** Interleaving 12: what holders do when the lock-service has lost their claims (I1, I2, I7). */
class LostClaimsIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT_TTL = Duration.ofSeconds(3);

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

  /** A sets its claim up again and goes on; B, which wants the same, waits and then is deferred. */
  @Test
  void aHolderSetsItsClaimUpAgainAndMergesWhileOthersWait() throws IOException {
    Assignment holder = started(waiting() + "; echo kept > src/kept.txt");

    locks.lose(Instant.now().plus(SHORT_TTL));
    Assignment other = scheduler.publish(TestingAssignments.in(repository).run("true").build());
    await()
        .atMost(LONG)
        .until(
            () -> locks.claims().stream().map(ClaimRequest::attempt).toList(),
            held -> held.equals(List.of(holder.attempt())));
    assertThat(locks.claims().getFirst().footprint()).isEqualTo(holder.footprint());
    assertThat(scheduler.await(other.attempt(), TaskEvent.Deferred.class).holder())
        .isEqualTo(holder.attempt().task());

    go();
    scheduler.awaitCompleted(holder.attempt());
    assertThat(repository.file("src/kept.txt")).isEqualTo("kept");
    assertThat(scheduler.eventsOf(holder.attempt())).noneMatch(TaskEvent.Stopped.class::isInstance);
  }

  /** A process that lives and is stopped in the middle of a ref's change keeps its lock file. */
  @Test
  void aClaimRefThatSomebodyElseHasLockedDefersAndNamesTheFile() throws IOException {
    Assignment dead = TestingAssignments.in(repository).files("src/a.txt").build();
    ClaimRecord left =
        ClaimRecord.open(dead.attempt(), UUID.randomUUID(), Footprint.writing("src/a.txt"));
    assertThat(claims.write(target, left, Optional.empty(), List.of())).isPresent();
    Path lock = target.gitDirectory().resolve(ClaimRecord.refOf(dead.attempt()) + ".lock");
    Files.createFile(lock);

    TestingAssignments wanted = TestingAssignments.in(repository).files("src/a.txt").run("true");
    Assignment early = scheduler.publish(wanted.build());
    TaskEvent.Deferred deferred = scheduler.await(early.attempt(), TaskEvent.Deferred.class);
    assertThat(deferred.path()).isEqualTo(lock.toString());
    assertThat(deferred.holder()).isNull();

    Files.delete(lock);
    scheduler.awaitCompleted(scheduler.publish(wanted.build()).attempt());
  }

  /** The lock-service has forgotten which tokens are closed: the claim ref has not. */
  @Test
  void aStaleTokenIsRefusedByGitThoughTheLockServiceForgotIt() {
    Assignment stale = TestingAssignments.in(repository).run("echo old > src/old.txt").build();
    Assignment newer =
        scheduler.publish(
            TestingAssignments.in(repository)
                .attempt(stale.attempt())
                .run("echo new > src/new.txt")
                .build());
    scheduler.awaitCompleted(newer.attempt());

    locks.lose(Instant.MIN);
    scheduler.publish(stale);
    await()
        .atMost(LONG)
        .until(
            () -> locks.closed(stale.attempt().task()),
            over -> over.equals(Optional.of(stale.attempt().token())));

    assertThat(scheduler.eventsOf(stale.attempt())).isEmpty();
    assertThat(repository.git("ls-tree", "--name-only", repository.tip(), "src/"))
        .doesNotContain("old.txt");
  }

  /** I1: whoever reads takes from a dead writer the right to merge, as a writer does. */
  @Test
  void aReaderClosesTheClaimRefOfADeadWriter() {
    Assignment dead = TestingAssignments.in(repository).files("src/a.txt").build();
    ClaimRecord left =
        ClaimRecord.open(dead.attempt(), UUID.randomUUID(), Footprint.writing("src/a.txt"));
    Optional<WrittenClaim> written = claims.write(target, left, Optional.empty(), List.of());
    assertThat(written).isPresent();

    Assignment reader =
        scheduler.publish(
            TestingAssignments.in(repository).files().reads("src/").run("true").build());
    scheduler.awaitCompleted(reader.attempt());

    assertThat(claims.find(target, dead.attempt()).orElseThrow().record())
        .isEqualTo(left.closed(null));
    assertThat(claims.find(target, reader.attempt())).isEmpty();
  }

  private Assignment started(String command) {
    Assignment assignment =
        scheduler.publish(TestingAssignments.in(repository).run(command).ttl(SHORT_TTL).build());
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
