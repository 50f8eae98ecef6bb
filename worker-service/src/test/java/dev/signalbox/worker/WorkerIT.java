package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.SetupStep;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of an attempt on real Kafka and real git. */
class WorkerIT {

  private static final Duration LONG = Duration.ofSeconds(30);

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
  void mergesWhatACommandChangedAndSaysSoInOrder() {
    Assignment assignment = publish(task("echo hello; echo four >> src/a.txt"));

    TaskEvent.Completed completed = scheduler.awaitCompleted(assignment.attempt());

    assertThat(completed.commit()).isEqualTo(repository.tip());
    assertThat(repository.file("src/a.txt")).endsWith("four");
    assertThat(repository.git("log", "-1", "--format=%B", repository.tip()))
        .startsWith("feat: Do the work")
        .contains("Signalbox-Token: " + assignment.attempt().token());
    assertThat(scheduler.eventsOf(assignment.attempt()))
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Claimed", "Started", "Verifying", "Merging", "Completed");
    assertThat(locks.claims()).isEmpty();
    await("the output").atMost(LONG).until(() -> scheduler.outputEnded(assignment.attempt()));
    assertThat(scheduler.outputOf(assignment.attempt())).isEqualTo("hello\n");
  }

  @Test
  void whoChangesNothingCompletesWithoutACommit() {
    String before = repository.tip();
    Assignment assignment = publish(task("true"));

    assertThat(scheduler.awaitCompleted(assignment.attempt()).commit()).isNull();
    assertThat(repository.tip()).isEqualTo(before);
    assertThat(repository.git("cat-file", "blob", claimRef(assignment)))
        .contains("\"state\":\"closed\"");
  }

  @Test
  void manyAtOnceAllMergeOnTopOfEachOther() {
    List<Assignment> all =
        IntStream.range(0, 8)
            .mapToObj(i -> publish(task("echo " + i + " > src/n" + i).files("src/n" + i)))
            .toList();

    all.forEach(one -> scheduler.awaitCompleted(one.attempt()));

    assertThat(repository.git("rev-list", "--count", "main.." + repository.tip())).isEqualTo("8");
    assertThat(repository.git("log", "--merges", "--oneline", repository.tip())).isEmpty();
  }

  /** S2-12: a worker that drains takes nothing new and is out of service, until it resumes. */
  @Test
  void aWorkerThatDrainsTakesNothingUntilItResumes() throws Exception {
    WorkerId self = new WorkerId("w1");
    scheduler.tell(new Control.Drain(UUID.randomUUID(), Instant.now(), self, "new disk"));
    awaitOffer(0, true);
    assertThat(get("/actuator/health/readiness")).contains("OUT_OF_SERVICE");
    Assignment assignment = publish(task("echo x > src/drained").files("src/drained"));
    scheduler.tell(
        new Control.Resume(UUID.randomUUID(), Instant.now(), new WorkerId("somebody else")));
    awaitOffer(0, true);
    assertThat(scheduler.eventsOf(assignment.attempt())).isEmpty();

    scheduler.tell(new Control.Resume(UUID.randomUUID(), Instant.now(), self));

    scheduler.awaitCompleted(assignment.attempt());
    awaitOffer(2, false);
  }

  /** A heartbeat of after the call. */
  private static void awaitOffer(int slots, boolean draining) {
    int before = scheduler.workers().size();
    await("a heartbeat that offers " + slots)
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            scheduler.workers().stream()
                .skip(before)
                .anyMatch(said ->
                    said instanceof WorkerMessage.Heartbeat beat
                        && beat.slots() == slots
                        && beat.allowance().draining() == draining));
  }

  @Test
  void aPathThatSomebodyHoldsDefersTheAttempt() {
    Assignment holder = publish(task(waiting()));
    scheduler.await(holder.attempt(), TaskEvent.Started.class);
    Assignment second = publish(task("true").files("src/a.txt"));

    TaskEvent.Deferred deferred = scheduler.await(second.attempt(), TaskEvent.Deferred.class);

    assertThat(deferred.holder()).isEqualTo(holder.attempt().task());
    repository.commit(Map.of("go", ""));
    scheduler.awaitCompleted(holder.attempt());
  }

  @Test
  void aPromptGoesToThePlansAgent() {
    Assignment assignment =
        publish(
            TestingAssignments.in(repository)
                .prompt("Write the flow.", "cp \"$SIGNALBOX_PROMPT\" src/prompt.md"));

    scheduler.awaitCompleted(assignment.attempt());

    assertThat(repository.file("src/prompt.md")).contains("Write the flow.", "1. Work only");
  }

  @Test
  void setupRunsOncePerSlotAndContent() {
    repository.commit(Map.of(".gitignore", "deps\n", "lock", "1\n"));
    repository.git("branch", "--force", TestingRepository.MERGE_BRANCH, "main");
    SetupStep install = new SetupStep("date +%s%N > deps", Footprint.patterns(List.of("lock")));
    String copy = "cp deps src/seen-$SIGNALBOX_TASK-$SIGNALBOX_SLOT";
    for (int task = 0; task < 5; task++) {
      scheduler.awaitCompleted(publish(task(copy).setup(install)).attempt());
    }

    List<String> seen =
        repository
            .git("ls-tree", "-r", "--name-only", repository.tip(), "src/")
            .lines()
            .filter(name -> name.contains("seen"))
            .map(repository::file)
            .toList();

    assertThat(seen).hasSize(5);
    assertThat(seen.stream().distinct().count()).isLessThanOrEqualTo(2);
  }

  @Test
  void aRepositoryThatIsNotThereFailsTheAttempt() {
    Path nowhere = folder.resolve("nowhere");
    Assignment assignment =
        scheduler.publish(
            TestingAssignments.in(new RepositoryId(nowhere.toString()), nowhere.toString())
                .build());

    assertThat(scheduler.await(assignment.attempt(), TaskEvent.Failed.class).kind())
        .isEqualTo(FailureKind.REPOSITORY);
  }

  @Test
  void whatIsNoAssignmentIsRejectedAndTheNextOneRuns() {
    scheduler.publishGarbage("{\"no\": \"assignment\"}");
    Assignment assignment = publish(task("true"));

    scheduler.awaitCompleted(assignment.attempt());
  }

  @Test
  void findsALaneThatAppearsLater() {
    scheduler.createLane("docker.java");
    Assignment assignment = publish(task("true").skills("java", "docker"));

    scheduler.awaitCompleted(assignment.attempt());
  }

  @Test
  void showsWhatItIsDoingAndWhatItOffers() throws Exception {
    Assignment assignment = publish(task(waiting()));
    await("a heartbeat that names the attempt")
        .atMost(LONG)
        .until(() ->
            scheduler.workers().stream()
                .filter(WorkerMessage.Heartbeat.class::isInstance)
                .map(WorkerMessage.Heartbeat.class::cast)
                .anyMatch(beat -> beat.running().contains(assignment.attempt())));

    assertThat(get("/actuator/health/readiness")).contains("UP");
    assertThat(get("/actuator/prometheus")).contains("signalbox_worker_slots_busy 1.0");
    repository.commit(Map.of("go", ""));
    scheduler.awaitCompleted(assignment.attempt());
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

  private static String get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + worker.port() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
