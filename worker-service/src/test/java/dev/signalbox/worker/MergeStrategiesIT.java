package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.MergeStrategy;
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

/** S2-28, S2-29, S2-32, C19, C20: how results are checked and merged, on real git. */
class MergeStrategiesIT {

  private static final String COMMIT_TWICE =
      "echo 1 > src/one; git add -A; git commit -qm 'first step';"
          + " echo 2 > src/two; git add -A;"
          + " git -c user.name=Ann -c user.email=ann@example.org commit -qm 'second step'; ";

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
            "signalbox.worker.id=strategies",
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

  @Test
  void aSquashIsOneCommitThatNamesEveryAuthor() {
    String base = repository.tip();
    Assignment assignment =
        publish(
            task(COMMIT_TWICE + repository.landing("other.txt")).strategy(MergeStrategy.SQUASH));

    String commit = String.valueOf(scheduler.awaitCompleted(assignment.attempt()).commit());

    assertThat(repository.tip()).isEqualTo(commit);
    assertThat(repository.git("log", "--format=%s", base + "..")).contains("theirs");
    assertThat(repository.git("rev-parse", commit + "^"))
        .isEqualTo(repository.git("rev-parse", "go"));
    assertThat(repository.git("log", "-1", "--format=%s%n%b", commit))
        .startsWith("feat: Do the work of")
        .contains("Signalbox-Task: " + assignment.attempt().task().key())
        .contains("Co-authored-by: signalbox-worker <")
        .doesNotContain("first step");
    assertThat(repository.git("log", "-1", "--format=%an", commit)).isEqualTo("Ann");
    assertThat(repository.file("src/one") + repository.file("src/two")).isEqualTo("12");
  }

  @Test
  void aMergeHasTwoParentsAndKeepsTheCommits() {
    Assignment assignment =
        publish(task(COMMIT_TWICE + repository.landing("other.txt")).strategy(MergeStrategy.MERGE));

    String commit = String.valueOf(scheduler.awaitCompleted(assignment.attempt()).commit());

    assertThat(repository.git("rev-parse", commit + "^1"))
        .isEqualTo(repository.git("rev-parse", "go"));
    assertThat(repository.git("log", "-2", "--format=%s", commit + "^2"))
        .isEqualTo("second step\nfirst step");
    assertThat(repository.git("log", "-1", "--format=%s", commit))
        .startsWith("Merge feat/7-")
        .endsWith(" into " + TestingRepository.MERGE_BRANCH);
    assertThat(repository.file("src/two") + repository.file("other.txt")).isEqualTo("2theirs");
  }

  @Test
  void aPullRequestIsABranchOnTheTipAndTheCommandOfThePlan() {
    String before = repository.tip();
    Assignment assignment =
        publish(
            task("echo x > src/a.txt")
                .verify("test -e src/a.txt")
                .pullRequest(
                    "git -C \"$SIGNALBOX_REPOSITORY\" push -q . \"$SIGNALBOX_BRANCH:refs/heads/pushed\""
                        + " && echo \"$SIGNALBOX_TITLE -> $SIGNALBOX_TARGET\""));

    String commit = String.valueOf(scheduler.awaitCompleted(assignment.attempt()).commit());

    assertThat(repository.tip()).isEqualTo(before);
    String branch = repository.refs("refs/heads/feat").getFirst();
    assertThat(repository.git("rev-parse", branch, "refs/heads/pushed"))
        .isEqualTo(commit + "\n" + commit);
    assertThat(scheduler.notes(assignment.attempt(), MergeNote.PULL_REQUEST))
        .singleElement()
        .asString()
        .contains("feat: Do the work of", "-> " + TestingRepository.MERGE_BRANCH);
    Assignment refused = publish(task("echo y > src/a.txt").pullRequest("echo no network; exit 3"));
    TaskEvent.Failed failed = scheduler.await(refused.attempt(), TaskEvent.Failed.class);
    assertThat(failed.detail()).contains("the result is the branch feat/7-", "no network", "3");
  }

  @Test
  void aCheckThatFailsByChanceIsRunOnceMoreAndSaid() {
    String once = folder.resolve("was-here").toString();
    Assignment flaky =
        publish(
            task("echo x > src/a.txt")
                .verify("test -e " + once + " || { touch " + once + "; echo unlucky; exit 4; }"));

    scheduler.awaitCompleted(flaky.attempt());

    assertThat(scheduler.notes(flaky.attempt(), MergeNote.FLAKY))
        .singleElement()
        .asString()
        .contains("status 4", "passed at the second run", "unlucky");
    Assignment bad = publish(task("echo y > src/a.txt").verify("echo again; exit 5"));
    TaskEvent.Failed failed = scheduler.await(bad.attempt(), TaskEvent.Failed.class);
    assertThat(failed.detail()).contains("again", "status 5");
    assertThat(failed.detail().split("again", -1)).hasSizeGreaterThan(3);
  }

  @Test
  void aCheckThatFailsAfterAnothersMergeNamesWhatLanded() {
    Assignment assignment =
        publish(
            task("echo x > src/a.txt; " + repository.landing("other.txt"))
                .verify("! test -e other.txt"));

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.VERIFY);
    assertThat(failed.detail()).contains("landed since the attempt began", "theirs (Test)");
  }

  @Test
  void whatWasCheckedIsNotCheckedAgain() {
    String count = folder.resolve("count").toString();
    String verify = "echo x >> " + count;
    Assignment first = publish(task("echo x > src/a.txt").verify(verify));
    scheduler.awaitCompleted(first.attempt());
    repository.git("branch", "--force", TestingRepository.MERGE_BRANCH, "main");
    Assignment again = publish(task("echo x > src/a.txt").attempt(first.attempt()).verify(verify));

    scheduler.awaitCompleted(again.attempt());

    assertThat(scheduler.notes(again.attempt(), MergeNote.VERIFIED_BEFORE)).hasSize(1);
    assertThat(Path.of(count)).hasContent("x");
  }

  @Test
  void aReviewMayRefuseTheChange() {
    String review = "git diff $SIGNALBOX_BASE $SIGNALBOX_COMMIT; ! grep bad src/a.txt";
    Assignment bad = publish(task("echo bad > src/a.txt").review(review));
    TaskEvent.Failed failed = scheduler.await(bad.attempt(), TaskEvent.Failed.class);
    assertThat(failed.kind()).isEqualTo(FailureKind.VERIFY);
    assertThat(failed.detail()).contains("the review", "+bad");
    Assignment good = publish(task("echo good > src/a.txt").review(review));
    scheduler.awaitCompleted(good.attempt());
    assertThat(scheduler.notes(good.attempt(), MergeNote.REVIEWED)).hasSize(1);
  }

  /**
   * C19: a long check keeps its turn, and the others follow in the order in which they finished.
   */
  @Test
  void mergesFollowTheOrderOfCompletion() {
    String go = folder.resolve("go").toString();
    Assignment slow = publish(numbered(1, "until [ -e " + go + " ]; do sleep 0.02; done"));
    scheduler.await(slow.attempt(), TaskEvent.Verifying.class);
    Assignment second = publish(numbered(2, "true"));
    scheduler.await(second.attempt(), TaskEvent.Verifying.class);
    Assignment third = publish(numbered(3, "true"));
    scheduler.await(third.attempt(), TaskEvent.Verifying.class);
    repository.commit(Map.of("go", ""));

    List.of(slow, second, third).forEach(each -> scheduler.awaitCompleted(each.attempt()));

    assertThat(
            repository
                .git(
                    "log",
                    "-3",
                    "--format=%(trailers:key=Signalbox-Task,valueonly)",
                    TestingRepository.MERGE_BRANCH)
                .lines()
                .filter(line -> !line.isBlank()))
        .containsExactly(key(third), key(second), key(slow));
  }

  private static String key(Assignment assignment) {
    return assignment.attempt().task().key().value();
  }

  private TestingAssignments numbered(int number, String verify) {
    String file = "src/file-" + number;
    return task("echo x > " + file).files(file).verify(verify);
  }

  private TestingAssignments task(String command) {
    return TestingAssignments.in(repository).run(command);
  }

  private Assignment publish(TestingAssignments assignment) {
    return scheduler.publish(assignment.build());
  }
}
