package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** I7: a worker is killed in the middle of a task, and another one does the task, once. */
class KilledWorkerIT {
  @TempDir private Path directory;

  @Test
  void itsTaskCompletesOnceElsewhereAndNoChildOfItLivesOn() throws IOException {
    TestingRepository repository =
        TestingRepository.checkedOut(directory.resolve("shop"), Map.of("a.txt", "a\n"));
    Path pids = Files.createDirectories(directory.resolve("pids"));
    try (TestingSystem system = TestingSystem.start(directory.resolve("home"))) {
      Process first = worker(system, "first");
      try (Ending ending = new Ending(first)) {
        String id = system.api().submit(plan(pids), repository.directory());
        await("the task runs on the first worker")
            .atMost(Duration.ofSeconds(60))
            .until(() -> Files.exists(pids.resolve("1.child")));
        ending.add(worker(system, "second"));
        awaitWorker(system, "second");

        first.destroyForcibly();

        JsonNode plan = system.api().awaitEnd(id, Duration.ofMinutes(1));
        JsonNode task = plan.path("tasks").path(0);
        assertThat(task.path("state").asString()).as(plan.toString()).isEqualTo("COMPLETED");
        assertThat(task.path("worker").asString()).isEqualTo("second");
        History.isOneLineOfEveryTaskOnce(repository, "signalbox/lives", plan);
        awaitDead(pids.resolve("1.shell"));
        awaitDead(pids.resolve("1.child"));
      }
    }
  }

  /** Its first attempt hangs with a child beside it; a later one is quick. */
  private static String plan(Path pids) {
    return """
    signalbox: 1
    name: lives
    tasks:
      one:
        skills: [special]
        files: [a.txt]
        run: |
          echo done >> a.txt
          if [ -e %1$s/1.child ]; then exit 0; fi
          echo $$ > %1$s/1.shell
          sleep 300 &
          echo $! > %1$s/1.tmp
          mv %1$s/1.tmp %1$s/1.child
          wait
    """
        .formatted(pids);
  }

  private Process worker(TestingSystem system, String name) throws IOException {
    List<String> command = new ArrayList<>(Jars.java());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-jar", Jars.workerService().toString()));
    command.add("--server.port=0");
    command.add("--spring.kafka.bootstrap-servers=" + system.kafka());
    command.add("--signalbox.worker.id=" + name);
    command.add("--signalbox.worker.home=" + directory.resolve(name));
    command.add("--signalbox.worker.skills=special");
    command.add("--signalbox.worker.slots=1");
    command.add("--signalbox.worker.heartbeat=500ms");
    command.add("--signalbox.worker.lease=2s");
    command.add("--signalbox.worker.lock-url=" + system.url("lock"));
    command.add("--signalbox.worker.scaling.resource-monitoring=false");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(name + ".log").toFile())
        .start();
  }

  private static void awaitWorker(TestingSystem system, String name) {
    await("worker " + name + " is known")
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            system
                .api()
                .get("/api/v1/workers")
                .valueStream()
                .anyMatch(worker -> worker.path("worker").asString().equals(name)));
  }

  private static void awaitDead(Path file) throws IOException {
    long pid = Long.parseLong(Files.readString(file).strip());
    await(file.getFileName() + " (pid " + pid + ") is gone")
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  /** The processes of a test, ended with it whatever happens. */
  private static final class Ending implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();

    Ending(Process first) {
      processes.add(first);
    }

    void add(Process process) {
      processes.add(process);
    }

    @Override
    public void close() {
      processes.forEach(Processes::end);
    }
  }
}
