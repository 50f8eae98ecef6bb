package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The first thing a newcomer runs. */
class DemoIT {
  @TempDir private Path directory;

  @Test
  void theDemoProvesItsResultAgainstGitAndLeavesNothingRunning()
      throws IOException, InterruptedException {
    String port = Integer.toString(TestingSystem.freePort());
    String home = directory.resolve("home").toString();

    Launched demo =
        Launched.in(directory, "demo", "--exit", "--json", "--home", home, "--port", port);

    assertThat(demo.code()).as(demo.err()).isZero();
    JsonNode checks = demo.json().path("verification").path("checks");
    assertThat(checks.size()).isEqualTo(9);
    assertThat(checks.valueStream()).allMatch(check -> check.path("ok").asBoolean());
    assertThat(demo.json().path("tasks").size()).isGreaterThanOrEqualTo(30);
    assertThat(demo.err()).contains("dashboard: http://127.0.0.1:" + port + "/plans/");
    assertThat(Launched.in(directory, "status", "--home", home).code()).isEqualTo(6);
  }
}
