package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.repository.RemoteUrl;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRemote;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S2-32: workers on homes of their own, people, and one repository on another host. */
class RemoteRepositoryIT {

  private static final String BRANCH = TestingRepository.MERGE_BRANCH;

  @TempDir static Path homes;
  static TestingLockService locks;
  static TestingScheduler scheduler;
  static TestingWorker one;
  static TestingWorker two;

  @TempDir Path folder;
  private TestingRemote remote;

  @BeforeAll
  static void start() {
    locks = new TestingLockService();
    scheduler = new TestingScheduler(RealServices.kafkaBootstrap());
    one = worker("one");
    two = worker("two");
  }

  private static TestingWorker worker(String name) {
    return TestingWorker.start(
        RealServices.kafkaBootstrap(),
        locks,
        homes.resolve(name),
        "signalbox.worker.id=" + name,
        "signalbox.worker.repositories=file://,/");
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
    scheduler.close();
    locks.close();
  }

  @BeforeEach
  void make() {
    remote = new TestingRemote(folder);
  }

  /** I1, I2: all is merged, once, forward, and nothing that people push meanwhile is undone. */
  @Test
  void twoWorkersAndAPersonMergeIntoOneBranch() {
    List<Assignment> tasks =
        IntStream.range(0, 8)
            .mapToObj(i ->
                scheduler.publish(
                    task()
                        .files("out/" + i + ".txt")
                        .run("mkdir -p out; echo " + i + " >> out/" + i + ".txt")
                        .verify("test -f README.md")
                        .build()))
            .toList();
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      people.add(pushedByAPerson("people/" + i + ".txt"));
    }

    tasks.forEach(task -> scheduler.awaitCompleted(task.attempt()));

    for (int i = 0; i < tasks.size(); i++) {
      assertThat(remote.file("out/" + i + ".txt")).isEqualTo(Integer.toString(i));
    }
    assertThat(remote.git("rev-list", BRANCH).lines()).containsAll(people).hasSize(1 + 3 + 8);
    assertThat(remote.git("for-each-ref", "--format=%(objectname)", "refs/signalbox/claims"))
        .satisfies(claims ->
            claims
                .lines()
                .forEach(claim ->
                    assertThat(remote.git("cat-file", "-p", claim)).contains("\"closed\"")));
  }

  /**
   * Interleavings 7 and 10, I2: the worker is killed while the server has its push in hand. The
   * push is taken; whoever comes next finds the merge and does not run the command again.
   */
  @Test
  void aWorkerThatIsKilledWhileItPushesMergesOnce() throws Exception {
    scheduler.createLane("killed");
    Process worker = startWorker();
    remote.hook(
        "pre-receive",
        "while read old new ref; do case $ref in refs/heads/*) rm hooks/pre-receive; kill -9 "
            + worker.pid()
            + ";; esac; done\n");
    Assignment first =
        scheduler.publish(task().skills("killed").run("echo once >> src/a.txt").build());

    worker.waitFor();
    await("the push that was under way ends")
        .atMost(Duration.ofSeconds(30))
        .until(() -> remote.file("src/a.txt").endsWith("once"));
    String merged = remote.tip();
    locks.forgetClaims();
    Assignment second =
        scheduler.publish(task().attempt(first.attempt()).run("echo twice >> src/a.txt").build());

    assertThat(scheduler.awaitCompleted(second.attempt()).commit()).isEqualTo(merged);
    assertThat(remote.tip()).isEqualTo(merged);
    assertThat(scheduler.eventsOf(second.attempt())).noneMatch(TaskEvent.Started.class::isInstance);
  }

  /** Unmerged work is kept where others find it, and it is said under which name (I5). */
  @Test
  void whatFailsIsPreservedInTheRepository() {
    Assignment assignment = scheduler.publish(task().run("echo half > src/a.txt; exit 3").build());

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(remote.git("show", failed.preserved() + ":src/a.txt")).isEqualTo("half");
  }

  /** Section 11: what is not on the list is not even looked at. */
  @Test
  void touchesOnlyWhatItIsAllowed() {
    RemoteUrl url = RemoteUrl.find("https://127.0.0.1:9/x/y").orElseThrow();
    Assignment assignment =
        scheduler.publish(TestingAssignments.in(url.id(), url.location()).build());

    TaskEvent.Failed failed = scheduler.await(assignment.attempt(), TaskEvent.Failed.class);

    assertThat(failed.kind()).isEqualTo(FailureKind.REPOSITORY);
    assertThat(failed.detail()).contains("may not touch https://127.0.0.1:9/x/y");
  }

  private TestingAssignments task() {
    RemoteUrl url = RemoteUrl.find(remote.url()).orElseThrow();
    return TestingAssignments.in(url.id(), url.location());
  }

  /** As people do: when somebody was faster, once more. */
  private String pushedByAPerson(String path) {
    for (int tries = 0; ; tries++) {
      try {
        return remote.personPushes(path, path + "\n");
      } catch (IllegalStateException overtaken) {
        if (tries == 20) {
          throw overtaken;
        }
      }
    }
  }

  private Process startWorker() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString()));
    command.addAll(
        List.of(
            TestingWorker.arguments(
                RealServices.kafkaBootstrap(),
                locks,
                folder.resolve("home"),
                "signalbox.worker.skills=killed")));
    File log = folder.resolve("worker.log").toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  private static Path jar() throws IOException {
    try (var files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
