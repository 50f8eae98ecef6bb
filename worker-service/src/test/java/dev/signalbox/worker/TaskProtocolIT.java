package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Attestation;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.SetupStep;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a task tells its worker and is given by it, on the real parts (S2-25, S2-26, S3-13, C34).
 */
class TaskProtocolIT {

  private static final String TRY =
      "try() { \"$@\" >> src/said 2>&1 || echo \"status $?\" >> src/said; }\n";
  private static final String SLOT =
      "echo $SIGNALBOX_PORT $SIGNALBOX_PORT_COUNT $SIGNALBOX_DATABASE >> src/said";

  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir static Path home;
  static TestingLockService locks;
  static TestingWorker worker;
  static TestingScheduler scheduler;

  @TempDir Path folder;
  private TestingRepository repository;

  @BeforeAll
  static void start() {
    locks = new TestingLockService();
    worker = worker();
    scheduler = new TestingScheduler(RealServices.kafkaBootstrap());
  }

  private static TestingWorker worker() {
    return TestingWorker.start(
        RealServices.kafkaBootstrap(),
        locks,
        home,
        "signalbox.worker.id=protocol",
        "signalbox.worker.slots=1");
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
  void whatATaskReportsIsToldWhileItRunsAndItsOutputsWithItsEnd() {
    String go = repository.folder().resolve("go").toString();
    Assignment assignment =
        publish(
            task(
                "echo 'step 1/2 reading' >> $SIGNALBOX_REPORT; echo oops >> $SIGNALBOX_REPORT;"
                    + " until [ -e "
                    + go
                    + " ]; do sleep 0.02; done; printf 'cost 0.42 USD\\noutput port=8080\\nstep 2/2'"
                    + " >> $SIGNALBOX_REPORT"));

    TaskEvent.Progressed first = scheduler.await(assignment.attempt(), TaskEvent.Progressed.class);
    repository.commit(Map.of("go", ""));
    TaskEvent.Completed completed = scheduler.awaitCompleted(assignment.attempt());

    assertThat(first.progress()).isEqualTo(new Progress(1, 2, "reading", null));
    assertThat(progress(assignment).getLast())
        .isEqualTo(new Progress(2, 2, "", Cost.read("0.42 USD").orElseThrow()));
    assertThat(completed.outputs()).isEqualTo(Map.of("port", "8080"));
    await("the output").atMost(LONG).until(() -> scheduler.outputEnded(assignment.attempt()));
    assertThat(scheduler.outputOf(assignment.attempt()))
        .contains("[signalbox: step 1/2 reading]")
        .contains("[signalbox: line 2 of the report is not understood: oops]");
  }

  @Test
  void outputsOfNeedsComeByVariableAndFile() {
    completed(
        task("echo $SIGNALBOX_OUTPUT_BUILD_PORT > src/b.txt; cat $SIGNALBOX_OUTPUTS >> src/b.txt")
            .files("src/")
            .given("build", Map.of("port", "8080")));

    assertThat(repository.file("src/b.txt")).isEqualTo("8080\n{\"build\":{\"port\":\"8080\"}}");
  }

  @Test
  void outputsThatAreTooLargeFailTheTaskInWords() {
    Assignment assignment =
        publish(task("printf 'output big=%040000d\\n' 1 >> $SIGNALBOX_REPORT; echo x > src/a.txt"));

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);
    assertThat(failed.kind()).isEqualTo(FailureKind.EXIT);
    assertThat(failed.detail()).contains("40003 characters, 32768 are allowed");
  }

  @Test
  void aReportThatIsReplacedByAnythingElseHarmsNobody() {
    completed(task("rm $SIGNALBOX_REPORT; mkfifo $SIGNALBOX_REPORT"));
    completed(task("rm $SIGNALBOX_REPORT; ln -s /dev/zero $SIGNALBOX_REPORT; echo y > src/a.txt"));
  }

  @Test
  void threeQuartersOfATimeoutAreSaidBeforeItEnds() {
    Assignment assignment = publish(task("sleep 30").timeout(Duration.ofMillis(1600)));

    TaskEvent.NearsTimeout warning =
        scheduler.await(assignment.attempt(), TaskEvent.NearsTimeout.class);
    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(warning.at()).isBefore(failed.at());
    assertThat(Duration.between(warning.at(), warning.endsAt()))
        .isBetween(Duration.ofMillis(1), Duration.ofMillis(400));
  }

  @Test
  void aStartSaysWhatWasChecked() {
    String base = repository.tip();
    Assignment assignment = publish(task("true"));
    scheduler.awaitCompleted(assignment.attempt());

    Attestation checked =
        scheduler.await(assignment.attempt(), TaskEvent.Started.class).attestation();
    assertThat(checked).isNotNull();
    assertThat(checked.base()).isEqualTo(base);
    assertThat(checked.worktree()).endsWith("slot-1");
    assertThat(checked.executor()).isEqualTo("process");
  }

  @Test
  void setupIsNotRepeatedAfterARestartAndItsCacheIsTheSlots() {
    repository.commit(Map.of(".gitignore", "deps\n", "lock", "1\n"));
    repository.git("branch", "--force", TestingRepository.MERGE_BRANCH, "main");
    SetupStep install =
        new SetupStep(
            "echo x >> $SIGNALBOX_CACHE/runs; cp $SIGNALBOX_CACHE/runs deps",
            Footprint.patterns(List.of("lock")));
    completed(task("cp deps src/one").files("src/").setup(install));
    worker.close();
    worker = worker();
    completed(task("cp deps src/two").files("src/").setup(install));
    assertThat(repository.file("src/two")).isEqualTo("x");

    completed(task("echo 2 > lock").files("lock").setup(install));
    completed(task("cp deps src/three").files("src/").setup(install));
    assertThat(repository.file("src/three")).isEqualTo("x\nx");
  }

  @Test
  void setupThatLeavesChangesFailsAndNamesThem() {
    SetupStep careless = new SetupStep("echo x > left; echo y >> src/a.txt", List.of());
    Assignment assignment = publish(task("true").setup(careless));

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);
    assertThat(failed.kind()).isEqualTo(FailureKind.SETUP);
    assertThat(failed.detail()).contains("src/a.txt", "left", "let git ignore");
  }

  @Test
  void theGitOfATaskRefusesWhatWouldReachBeyondItsSlot() {
    String target = repository.folder().toString();
    completed(
        task(TRY
                + String.join(
                    "\n",
                    "try git push " + target + " HEAD:evil",
                    "try git worktree add ../more",
                    "try git -C " + target + " branch evil",
                    "try git config --global user.name Evil",
                    "/usr/bin/git config --global user.name Mine; git config user.name >> src/said",
                    "git stash list; git log -1 --format=%s >> src/said; " + SLOT))
            .files("src/"));

    assertThat(repository.file("src/said").lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("refused by Signalbox: a push to the repository"),
            line -> assertThat(line).isEqualTo("status 128"),
            line -> assertThat(line).contains("linked worktrees"),
            line -> assertThat(line).isEqualTo("status 128"),
            line -> assertThat(line).contains("changed by merges alone"),
            line -> assertThat(line).isEqualTo("status 128"),
            line -> assertThat(line).contains("configuration of the user"),
            line -> assertThat(line).isEqualTo("status 128"),
            line -> assertThat(line).isEqualTo("signalbox-worker"),
            line -> assertThat(line).startsWith("files "),
            line -> assertThat(line).matches("\\d+ 10 signalbox_protocol_[0-9a-f]{8}_1"));
    assertThat(repository.refs("refs/heads"))
        .containsExactly("refs/heads/main", "refs/heads/" + TestingRepository.MERGE_BRANCH);
  }

  private List<Progress> progress(Assignment assignment) {
    return scheduler.eventsOf(assignment.attempt()).stream()
        .filter(TaskEvent.Progressed.class::isInstance)
        .map(event -> ((TaskEvent.Progressed) event).progress())
        .toList();
  }

  private void completed(TestingAssignments task) {
    scheduler.awaitCompleted(publish(task).attempt());
  }

  private TestingAssignments task(String command) {
    return TestingAssignments.in(repository).run(command);
  }

  private Assignment publish(TestingAssignments assignment) {
    return scheduler.publish(assignment.build());
  }
}
