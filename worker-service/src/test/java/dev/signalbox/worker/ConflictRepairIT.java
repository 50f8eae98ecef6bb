package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.OnConflict;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S2-30, C21, interleaving 6: what stands in the way of a merge, on real git. */
class ConflictRepairIT {

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
            "signalbox.worker.id=repairs",
            "signalbox.worker.slots=3");
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

  /** C21: one bounded attempt by the owning worker. */
  @Test
  void aConflictIsRepairedByTheSameCommandWithAllItNeeds() {
    Assignment assignment =
        publish(
            task("if [ -n \"$SIGNALBOX_REPAIR\" ]; then cat $SIGNALBOX_REPAIR;"
                    + " grep -q '^<<<<<<<' src/a.txt && printf 'both\\n' > src/a.txt; exit; fi;"
                    + " echo mine > src/a.txt; echo kept > src/new; "
                    + repository.landing("src/a.txt"))
                .onConflict(OnConflict.REPAIR)
                .verify("grep both src/a.txt"));

    String commit = scheduler.awaitCompleted(assignment.attempt()).commit();

    assertThat(repository.tip()).isEqualTo(commit);
    assertThat(repository.file("src/a.txt") + repository.file("src/new")).isEqualTo("bothkept");
    assertThat(scheduler.notes(assignment.attempt(), MergeNote.REPAIRING))
        .singleElement()
        .asString()
        .contains("src/a.txt", "theirs (Test)");
    assertThat(scheduler.notes(assignment.attempt(), MergeNote.REPAIRED)).hasSize(1);
    assertThat(scheduler.outputOf(assignment.attempt()))
        .contains(
            "# Resolve a merge conflict",
            "### src/a.txt",
            "<<<<<<< ",
            "||||||| ",
            "grep both src/a.txt");
    String kept = repository.refs("refs/signalbox/preserve").getFirst();
    assertThat(repository.git("show", kept + ":src/a.txt")).isEqualTo("mine");
  }

  @Test
  void aRepairThatLeavesMarkersIsForAPersonAndNothingIsLost() {
    Assignment assignment =
        publish(
            task("[ -n \"$SIGNALBOX_REPAIR\" ] || { echo mine > src/a.txt; "
                    + repository.landing("src/a.txt")
                    + "}")
                .onConflict(OnConflict.REPAIR));

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.MERGE_CONFLICT);
    assertThat(failed.detail()).contains("not repaired: conflict markers were left in src/a.txt");
    List<String> kept = repository.refs("refs/signalbox/preserve");
    assertThat(kept).contains(failed.preserved()).hasSize(2);
    assertThat(repository.file("src/a.txt")).isEqualTo("theirs");
  }

  /** Interleaving 6: the merge branch is checked out after the plan was submitted. */
  @Test
  void aBranchThatIsCheckedOutIsNotMovedUnderItsUser() {
    String before = repository.tip();
    Path linked = folder.resolveSibling(folder.getFileName() + "-linked");
    repository.git("worktree", "add", "-q", linked.toString(), TestingRepository.MERGE_BRANCH);
    Assignment assignment = publish(task("echo x > src/a.txt"));

    scheduler.await(assignment.attempt(), TaskEvent.MergeNoted.class);

    assertThat(scheduler.notes(assignment.attempt(), MergeNote.CHECKED_OUT))
        .singleElement()
        .asString()
        .contains(linked.toString());
    assertThat(repository.tip()).isEqualTo(before);
    String theirs = repository.commitIn(linked, Map.of("user.txt", "mine\n"));
    assertThat(repository.tip()).isEqualTo(theirs);
    repository.git("worktree", "remove", linked.toString());
    scheduler.awaitCompleted(assignment.attempt());
    assertThat(repository.git("merge-base", theirs, repository.tip())).isEqualTo(theirs);
    assertThat(repository.file("user.txt") + repository.file("src/a.txt")).isEqualTo("minex");
  }

  private TestingAssignments task(String command) {
    return TestingAssignments.in(repository).run(command);
  }

  private Assignment publish(TestingAssignments assignment) {
    return scheduler.publish(assignment.build());
  }
}
