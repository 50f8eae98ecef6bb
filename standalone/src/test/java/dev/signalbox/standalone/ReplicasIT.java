package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** S3-06, I2, I3, I7: workers join and leave while a plan runs, and nobody notices. */
class ReplicasIT {
  private static final int TASKS = 30;
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path directory;

  @Test
  void oneWorkerBecomesThreeAndOneAgainAndEveryTaskIsMergedOnce() throws IOException {
    TestingRepository repository =
        TestingRepository.checkedOut(directory.resolve("shop"), Map.of("a.txt", "a\n"));
    try (TestingSystem system =
        TestingSystem.start(directory.resolve("home"), "worker:signalbox.worker.slots=1")) {
      String id = system.api().submit(plan(), repository.directory());
      try (LaunchedWorker second = LaunchedWorker.start(system, directory, "second", "slots=2");
          LaunchedWorker third =
              LaunchedWorker.start(system, directory, "third", "slots=2", "drain=0s")) {
        awaitShare(system, id, "second");
        awaitShare(system, id, "third");
        // One finishes what it runs, the other gives it back: neither is a failure.
        second.terminate();
        third.terminate();
        await("both have left").atMost(LONG).until(() -> !second.isAlive() && !third.isAlive());
      }

      JsonNode plan = system.api().awaitEnd(id, Duration.ofMinutes(2));
      assertThat(TestingApi.count(plan, "COMPLETED")).as(plan.toString()).isEqualTo(TASKS);
      assertThat(system.api().get("/api/v1/plans/" + id + "/history?limit=5000").toString())
          .doesNotContain("task.failed");
      History.isOneLineOfEveryTaskOnce(repository, "signalbox/replicas", plan);
    }
  }

  private static void awaitShare(TestingSystem system, String id, String worker) {
    await(worker + " completed a task and has another")
        .atMost(LONG)
        .until(() ->
            system
                    .api()
                    .get("/api/v1/plans/" + id)
                    .path("tasks")
                    .valueStream()
                    .filter(task -> task.path("worker").asString("").equals(worker))
                    .count()
                >= 2);
  }

  private static String plan() {
    StringBuilder yaml = new StringBuilder("signalbox: 1\nname: replicas\ntasks:\n");
    for (int task = 1; task <= TASKS; task++) {
      yaml.append(
          "  t%d: { files: [f%d.txt], run: echo t > f%d.txt; sleep 1.2 }\n"
              .formatted(task, task, task));
    }
    return yaml.toString();
  }
}
