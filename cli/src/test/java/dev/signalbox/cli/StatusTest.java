package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S1-36, S2-36: what runs, how far it is, and when it should be over. */
class StatusTest {
  private static final String RUNNING = "0199aaaa-0000-7000-8000-000000000001";
  private static final String PAUSED = "0199aaaa-0000-7000-8000-000000000002";

  @TempDir private Path home;
  private TestingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestingServer();
    ProcessHandle self = ProcessHandle.current();
    Instant started = self.info().startInstant().orElse(Instant.now());
    Files.writeString(
        home.resolve("server.json"),
        "{\"pid\": %d, \"startedAt\": \"%s\", \"state\": \"ready\", \"port\": 1, \"url\": \"%s\"}"
            .formatted(self.pid(), started, server.url()));
    server.on("GET /api/v1/workers", 200, "[]");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void openPlansAreShownWithWhenTheyShouldBeOver() {
    server.on(
        "GET /api/v1/plans",
        200,
        "{\"plans\": ["
            + plan(RUNNING, "shop", "RUNNING")
            + ","
            + plan(PAUSED, "docs", "PAUSED")
            + ","
            + plan("x", "old", "COMPLETED")
            + "]}");
    server.on(
        "GET /api/v1/plans/" + RUNNING + "/forecast",
        200,
        "{\"eta\": \"" + Instant.now().plusSeconds(3700) + "\", \"held\": \"\"}");
    server.on(
        "GET /api/v1/plans/" + PAUSED + "/forecast", 200, "{\"held\": \"the plan is paused\"}");

    TestingCli cli = TestingCli.run("status", "--home", home.toString());

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).containsPattern("shop +RUNNING +2/5 +in 1 h 1 min \\(");
    assertThat(cli.out()).containsPattern("docs +PAUSED +2/5 +the plan is paused");
    assertThat(cli.out()).doesNotContain("old");
    assertThat(server.requests()).anyMatch(request -> request.contains("forecast?tasks=false"));
  }

  @Test
  void withoutOpenPlansThereIsNoTable() {
    server.on("GET /api/v1/plans", 200, "{\"plans\": []}");

    assertThat(TestingCli.run("status", "--home", home.toString()).out()).doesNotContain("ETA");
  }

  private static String plan(String id, String name, String state) {
    return "{\"plan\": \"%s\", \"name\": \"%s\", \"state\": \"%s\", \"taskCount\": 5,"
            .formatted(id, name, state)
        + " \"states\": {\"COMPLETED\": 2}}";
  }
}
