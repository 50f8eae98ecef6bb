package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.common.plan.Undeclared;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is merged, what is refused, and what becomes of it. */
class MergePolicyIT {

  @TempDir static Path home;
  static TestingLockService locks;
  static TestingWorker worker;
  static TestingScheduler scheduler;

  @TempDir Path folder;
  private TestingRepository repository;

  @BeforeAll
  static void start() {
    locks = new TestingLockService();
    worker =
        TestingWorker.start(
            RealServices.kafkaBootstrap(),
            locks,
            home,
            "signalbox.worker.id=w1",
            "signalbox.worker.skills=java,docker");
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
  void aConflictNamesThePathsAndPreservesTheWork() {
    Assignment assignment =
        publish(
            task(
                "touch ../ready-$SIGNALBOX_TOKEN; until [ -e "
                    + go()
                    + " ]; do sleep 0.02;"
                    + " done; echo mine > src/a.txt"));
    scheduler.await(assignment.attempt(), TaskEvent.Started.class);
    String theirs = repository.commit(Map.of("src/a.txt", "theirs\n"));
    repository.git("branch", "--force", TestingRepository.MERGE_BRANCH, theirs);
    repository.git("tag", "go");
    repository.commit(Map.of("go", ""));

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.MERGE_CONFLICT);
    assertThat(failed.detail()).contains("src/a.txt");
    assertThat(repository.tip()).isEqualTo(theirs);
    assertThat(repository.git("show", failed.preserved() + ":src/a.txt")).isEqualTo("mine");
  }

  @Test
  void aResultThatDoesNotVerifyIsNotMergedButKept() {
    String before = repository.tip();
    Assignment assignment =
        publish(task("echo bad > src/a.txt").verify("echo looking; ! grep bad src/a.txt"));

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.VERIFY);
    assertThat(failed.detail()).contains("looking", "bad");
    assertThat(repository.tip()).isEqualTo(before);
    assertThat(repository.git("show", failed.preserved() + ":src/a.txt")).isEqualTo("bad");
  }

  @Test
  void verifiesInTurnOnTheResultAndMerges() {
    Assignment one = publish(task("echo 1 > src/one").files("src/one").verify("test -e src/one"));
    Assignment two = publish(task("echo 2 > src/two").files("src/two").verify("test -e src/two"));

    scheduler.awaitCompleted(one.attempt());
    scheduler.awaitCompleted(two.attempt());

    assertThat(repository.file("src/one") + repository.file("src/two")).isEqualTo("12");
  }

  @Test
  void anUndeclaredChangeIsClaimedWhenItIsFree() {
    Assignment assignment = publish(task("echo x > other.txt"));

    scheduler.awaitCompleted(assignment.attempt());

    assertThat(repository.file("other.txt")).isEqualTo("x");
    assertThat(repository.git("cat-file", "blob", claimRef(assignment))).contains("other.txt");
  }

  @Test
  void anUndeclaredChangeFailsWhenThePlanSaysSo() {
    Assignment assignment = publish(task("echo x > other.txt").undeclared(Undeclared.FAIL));

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.UNDECLARED);
    assertThat(failed.detail()).contains("other.txt");
    assertThat(failed.preserved()).startsWith("refs/signalbox/preserve/");
  }

  @Test
  void anUndeclaredChangeOfWhatSomebodyHoldsFails() {
    Assignment holder = publish(task(waiting()).files("other.txt"));
    scheduler.await(holder.attempt(), TaskEvent.Started.class);
    Assignment assignment = publish(task("echo x > other.txt"));

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.UNDECLARED);
    assertThat(failed.detail()).contains("other.txt", holder.attempt().task().toString());
    repository.commit(Map.of("go", ""));
    scheduler.awaitCompleted(holder.attempt());
  }

  @Test
  void withoutMergingTheResultIsABranchForPeople() {
    String before = repository.tip();
    Assignment assignment =
        publish(task("echo x > src/a.txt").strategy(MergeStrategy.NONE).verify("test -e src"));

    String commit = scheduler.awaitCompleted(assignment.attempt()).commit();

    assertThat(repository.tip()).isEqualTo(before);
    assertThat(repository.refs("refs/heads/feat")).hasSize(1);
    assertThat(repository.git("rev-parse", repository.refs("refs/heads/feat").getFirst()))
        .isEqualTo(commit);
  }

  private TestingAssignments task(String command) {
    return TestingAssignments.in(repository).run(command);
  }

  private Assignment publish(TestingAssignments assignment) {
    return scheduler.publish(assignment.build());
  }

  /** A command that waits until the test commits a file named go. */
  private String waiting() {
    return "until [ -e " + go() + " ]; do sleep 0.02; done";
  }

  private String go() {
    return repository.folder().resolve("go").toString();
  }

  private static String claimRef(Assignment assignment) {
    return ClaimRecord.refOf(assignment.attempt());
  }
}
