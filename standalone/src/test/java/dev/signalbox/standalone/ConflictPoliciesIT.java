package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** S3-16 to S3-18, C27: what tasks may do about a path that somebody else holds. */
class ConflictPoliciesIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private static Path directory;
  private static TestingSystem system;

  @BeforeAll
  static void start() throws IOException {
    system = TestingSystem.start(directory.resolve("home"));
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  @DisplayName("C27: two that read what the other writes wait for each other, and both are merged")
  void aDeadlockIsNoticedAndEnded() {
    TestingRepository shop = repository("crosswise");
    JsonNode plan =
        run(
            shop,
            """
            signalbox: 1
            name: crosswise
            defaults: { conflicts: defer-merge }
            tasks:
              a: { files: [a.txt], reads: [b.txt], run: 'sleep 1; echo a >> a.txt' }
              b: { files: [b.txt], reads: [a.txt], run: 'sleep 1; echo b >> b.txt' }
            """);

    assertThat(plan.path("state").asString()).as(plan.toString()).isEqualTo("COMPLETED");
    History.isOneLineOfEveryTaskOnce(shop, "signalbox/crosswise", plan);
    assertThat(history(plan)).contains("deadlock: ").contains("task.waiting");
    assertThat(shop.git("for-each-ref", "refs/signalbox/preserve")).isNotEmpty();
  }

  @Test
  @DisplayName("S3-18: it runs beside the holder of its file and is merged after it")
  void aDeferredMergeComesSecond() {
    TestingRepository shop = repository("beside");
    JsonNode plan =
        run(
            shop,
            """
            signalbox: 1
            name: beside
            tasks:
              long: { priority: P0, files: [a.txt], run: 'sleep 3; echo long >> a.txt' }
              beside: { files: [a.txt, b.txt], conflicts: defer-merge, run: 'echo beside > b.txt' }
            """);

    assertThat(plan.path("state").asString()).as(plan.toString()).isEqualTo("COMPLETED");
    assertThat(shop.commits("signalbox/beside"))
        .extracting(TestingRepository.Commit::task)
        .containsExactly("long", "beside");
    assertThat(history(plan)).contains("a.txt is held by long");
  }

  private static JsonNode run(TestingRepository shop, String plan) {
    TestingApi api = system.api();
    return api.awaitEnd(api.submit(plan, shop.directory()), LIMIT);
  }

  private static String history(JsonNode plan) {
    String id = plan.path("plan").asString();
    return system.api().get("/api/v1/plans/" + id + "/history").toString();
  }

  private static TestingRepository repository(String name) {
    return TestingRepository.checkedOut(
        directory.resolve(name), Map.of("a.txt", "1\n", "b.txt", "1\n"));
  }
}
