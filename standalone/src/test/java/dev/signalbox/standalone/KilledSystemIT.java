package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** I3 and I7: everything dies in the middle of a plan, starts again, and the plan completes. */
class KilledSystemIT {
  private static final int CHAIN = 5;
  private static final int BESIDE = 7;

  @TempDir private Path directory;

  @Test
  void aPlanGoesOnWhereItWasAfterEverythingWasKilled() throws IOException {
    TestingRepository repository =
        TestingRepository.checkedOut(directory.resolve("shop"), Map.of("a.txt", "a\n"));
    try (TestingSystem system =
        TestingSystem.start(
            directory.resolve("home"),
            "worker:signalbox.worker.heartbeat=500ms",
            "worker:signalbox.worker.lease=2s")) {
      String id = system.api().submit(plan(repository.directory()), repository.directory());
      system
          .api()
          .awaitPlan(id, Duration.ofMinutes(1), shown -> TestingApi.count(shown, "COMPLETED") >= 3);

      system.kill();
      system.startAgain();

      JsonNode plan = system.api().awaitEnd(id, Duration.ofMinutes(2));
      assertThat(TestingApi.count(plan, "COMPLETED")).as(plan.toString()).isEqualTo(CHAIN + BESIDE);
      History.isOneLineOfEveryTaskOnce(repository, "signalbox/survives", plan);
      assertThat(repository.git("show", "signalbox/survives:chain.txt"))
          .isEqualTo("1\n2\n3\n4\n5\n");
      assertThat(repository.git("rev-parse", "main").strip()).isEqualTo(repository.base());
    }
  }

  private static String plan(Path repository) {
    StringBuilder yaml = new StringBuilder("signalbox: 1\nname: survives\n");
    yaml.append("repository: { path: ").append(repository).append(" }\ntasks:\n");
    for (int step = 1; step <= CHAIN; step++) {
      String needs = step == 1 ? "" : "needs: chain-" + (step - 1) + ", ";
      yaml.append(
          "  chain-%d: { %sfiles: [chain.txt], run: sleep 1; echo %d >> chain.txt }\n"
              .formatted(step, needs, step));
    }
    for (int index = 1; index <= BESIDE; index++) {
      yaml.append(
          "  beside-%d: { files: [b%d.txt], run: sleep 1; echo b > b%d.txt }\n"
              .formatted(index, index, index));
    }
    return yaml.toString();
  }
}
