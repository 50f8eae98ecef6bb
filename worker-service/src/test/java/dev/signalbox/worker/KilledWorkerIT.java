package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I5 and I7: a worker in a process of its own, from its own jar, killed while a task runs. */
class KilledWorkerIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final TestingLockService locks = new TestingLockService();
  private final TestingScheduler scheduler = new TestingScheduler(RealServices.kafkaBootstrap());
  private final List<Process> processes = new ArrayList<>();
  private TestingRepository repository;

  @BeforeEach
  void repository() {
    repository = new TestingRepository(folder.resolve("user"));
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    scheduler.close();
    locks.close();
  }

  @Test
  void nothingOfAKilledWorkerLivesOnAndItsWorkIsKept() throws Exception {
    String sign = UUID.randomUUID().toString();
    Process first = startWorker();
    Assignment assignment =
        scheduler.publish(
            TestingAssignments.in(repository)
                .run(
                    "echo half > src/a.txt; trap '' TERM; setsid sh -c 'sleep 300; : "
                        + sign
                        + "' & sleep 301; : "
                        + sign)
                .build());
    scheduler.await(assignment.attempt(), TaskEvent.Started.class);
    await("all processes run").atMost(LONG).until(() -> living(sign) >= 2);

    first.destroyForcibly().waitFor();

    await("none is left").atMost(LONG).until(() -> living(sign) == 0);
    theNextStartKeepsItsWorkAndRunsItAgain(assignment);
  }

  @Test
  void aWorkerThatIsToldToEndPreservesReleasesAndLeaves() throws Exception {
    Process worker = startWorker();
    Assignment assignment =
        scheduler.publish(
            TestingAssignments.in(repository).run("echo half > src/a.txt; sleep 300").build());
    scheduler.await(assignment.attempt(), TaskEvent.Started.class);
    await("the file is written")
        .atMost(LONG)
        .until(() -> !scheduler.workers().isEmpty() && halfIsWritten());

    worker.destroy();
    worker.waitFor();

    TaskEvent.Stopped stopped = scheduler.await(assignment.attempt(), TaskEvent.Stopped.class);
    assertThat(stopped.detail()).isEqualTo("the worker ends");
    assertThat(repository.git("show", stopped.preserved() + ":src/a.txt")).isEqualTo("half");
    assertThat(locks.claims()).isEmpty();
    await("the worker left")
        .atMost(LONG)
        .until(() -> scheduler.workers().stream().anyMatch(WorkerMessage.Left.class::isInstance));
  }

  /**
   * C10, S1-34: told to end twice, it gives back at once what it has, and the next goes on there.
   */
  @Test
  void aSecondSignalHastensTheEndAndTheNextAttemptSeesWhatWasThere() throws Exception {
    Process worker = startWorker("signalbox.worker.drain=10m");
    Assignment assignment =
        scheduler.publish(
            TestingAssignments.in(repository).run("echo half > src/a.txt; sleep 300").build());
    scheduler.await(assignment.attempt(), TaskEvent.Started.class);
    await("the file is written")
        .atMost(LONG)
        .until(() -> !scheduler.workers().isEmpty() && halfIsWritten());

    worker.destroy();
    await("it says that it drains").atMost(LONG).until(() -> saysThatItDrains(scheduler.workers()));
    assertThat(worker.isAlive()).isTrue();
    worker.destroy();
    worker.waitFor();

    TaskEvent.Stopped stopped = scheduler.await(assignment.attempt(), TaskEvent.Stopped.class);
    assertThat(stopped.preserved()).isNotNull();
    startWorker();
    Assignment again =
        scheduler.publish(
            TestingAssignments.in(repository)
                .attempt(assignment.attempt())
                .run("git show $SIGNALBOX_CHECKPOINT:src/a.txt > src/a.txt; echo rest >> src/a.txt")
                .build());
    scheduler.awaitCompleted(again.attempt());
    assertThat(repository.file("src/a.txt")).isEqualTo("half\nrest");
  }

  private static boolean saysThatItDrains(List<WorkerMessage> said) {
    return said.getLast() instanceof WorkerMessage.Heartbeat beat
        && beat.allowance().draining()
        && beat.slots() == 1;
  }

  private void theNextStartKeepsItsWorkAndRunsItAgain(Assignment assignment) throws IOException {
    locks.forgetClaims();
    startWorker();
    await("the work is preserved")
        .atMost(LONG)
        .until(() -> repository.refs("refs/signalbox/preserve").size() == 1);
    String kept = repository.refs("refs/signalbox/preserve").getFirst();
    assertThat(repository.git("show", kept + ":src/a.txt")).isEqualTo("half");
    Assignment again =
        scheduler.publish(
            TestingAssignments.in(repository)
                .attempt(assignment.attempt())
                .run("echo whole > src/a.txt")
                .build());
    scheduler.awaitCompleted(again.attempt());
    assertThat(repository.file("src/a.txt")).isEqualTo("whole");
  }

  private boolean halfIsWritten() throws IOException {
    try (var files = Files.walk(folder.resolve("home"))) {
      for (Path file : files.filter(path -> path.endsWith("src/a.txt")).toList()) {
        if (Files.readString(file).equals("half\n")) {
          return true;
        }
      }
      return false;
    }
  }

  private Process startWorker(String... settings) throws IOException {
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
                RealServices.kafkaBootstrap(), locks, folder.resolve("home"), settings)));
    File log = folder.resolve("worker-" + processes.size() + ".log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    processes.add(process);
    return process;
  }

  private static Path jar() throws IOException {
    try (var files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static long living(String sign) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(sign) && !line.contains("SIGNALBOX_LEASH"))
        .count();
  }
}
