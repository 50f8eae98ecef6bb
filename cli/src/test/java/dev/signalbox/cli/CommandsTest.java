package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CommandsTest {
  private static final String ID = "0199aaaa-0000-7000-8000-000000000001";
  private static final String PLANS =
      "{\"plans\": [{\"plan\": \"" + ID + "\", \"name\": \"shop\", \"state\": \"RUNNING\"}]}";

  private TestingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theVersionForAProgramIsOneDocument() {
    TestingCli cli = TestingCli.run("version", "--json");

    assertThat(cli.code()).isZero();
    assertThat(json(cli).path("version").asString()).isEqualTo("development");
  }

  @ParameterizedTest
  @CsvSource({
    "frobnicate",
    "run",
    "'plan validate'",
    "'run plan.yaml --port many'",
    "'status --port'",
    "'demo --tasks 3'",
    "'up --port 99999'",
    "'plan list --server ftp://x'",
    "'logs no-slash --server http://127.0.0.1:1'",
    "'run plan.yaml --timeout soon'"
  })
  void wrongUsageEndsWith2AndSaysSo(String line) {
    TestingCli cli = TestingCli.run(line.split(" "));

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).isNotBlank();
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void plansAreListed() {
    server.on("GET /api/v1/plans", 200, PLANS);

    TestingCli cli = TestingCli.run("plan", "list", "--server", server.url());

    assertThat(cli.code()).isZero();
    assertThat(cli.out().lines()).last().asString().contains(ID, "shop", "RUNNING");
  }

  @Test
  void aPlanIsFoundByItsName() {
    server.on("GET /api/v1/plans", 200, PLANS);
    server.on("POST /api/v1/plans/" + ID + "/cancel", 202, "");

    TestingCli cli =
        TestingCli.run("plan", "cancel", "shop", "--reason", "why", "--server", server.url());

    assertThat(cli.code()).isZero();
    assertThat(server.requests()).last().asString().endsWith("/cancel {\"reason\":\"why\"}");
  }

  @Test
  void tasksToRetryAreNamed() {
    server.on("POST /api/v1/plans/" + ID + "/retry", 202, "");

    TestingCli.run("plan", "retry", ID, "--task", "a", "--task", "b", "--server", server.url());

    assertThat(server.requests()).last().asString().endsWith("\"tasks\":[\"a\",\"b\"]}");
  }

  @Test
  void anUnknownPlanEndsWith3() {
    server.on("GET /api/v1/plans", 200, PLANS);

    TestingCli cli = TestingCli.run("plan", "show", "other", "--server", server.url());

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err()).contains("error: there is no plan other", "hint: ");
  }

  @Test
  void aServerThatIsAwayEndsWith6(@TempDir Path home) {
    server.close();

    assertThat(TestingCli.run("plan", "list", "--server", server.url()).code()).isEqualTo(6);
    assertThat(TestingCli.run("locks", "list", "--home", home.toString()).code()).isEqualTo(6);
  }

  @Test
  void aRefusalEndsWith4AndAConflictWith5() {
    server.on("POST /api/v1/plans/" + ID + "/pause", 401, "{\"detail\": \"a token is needed\"}");
    server.on("POST /api/v1/plans/" + ID + "/resume", 409, "{\"detail\": \"it is over\"}");

    assertThat(TestingCli.run("plan", "pause", ID, "--server", server.url()).code()).isEqualTo(4);
    TestingCli conflict = TestingCli.run("plan", "resume", ID, "--json", "--server", server.url());
    assertThat(conflict.code()).isEqualTo(5);
    assertThat(json(conflict).path("error").asString()).isEqualTo("it is over");
  }

  @Test
  void aTaskIsExplainedInASentence() {
    server.on(
        "GET /api/v1/tasks/" + ID + "/docs/explain",
        200,
        "{\"state\": \"READY\", \"sentence\": \"README.md is held by intro\"}");

    TestingCli cli = TestingCli.run("task", "explain", ID + "/docs", "--server", server.url());

    assertThat(cli.out()).isEqualTo("docs is READY: README.md is held by intro\n");
  }

  @Test
  void anExplanationNamesHolderSinceUntilAndEta() {
    server.on(
        "GET /api/v1/tasks/" + ID + "/docs/explain",
        200,
        "{\"state\": \"READY\", \"sentence\": \"README.md is held by intro\","
            + " \"reason\": {\"type\": \"path\"}, \"holder\": \""
            + ID
            + "/intro\","
            + " \"since\": \"2026-01-01T00:00:00Z\", \"until\": \"2100-01-01T00:00:00Z\","
            + " \"eta\": \"2100-01-01T00:00:00Z\"}");

    TestingCli cli = TestingCli.run("task", "explain", ID + "/docs", "--server", server.url());

    assertThat(cli.out().lines())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("docs is READY: README.md is held by intro"),
            holder -> assertThat(holder).isEqualTo("  holder  " + ID + "/intro"),
            since -> assertThat(since).startsWith("  since   ").contains(" ago ("),
            until -> assertThat(until).startsWith("  until   in "),
            eta -> assertThat(eta).startsWith("  eta     in "));
  }

  /** S0-38, C22: what failed for good is listed beside what was never accepted. */
  @Test
  void deadLettersAreListedByKindAndShownWithTheWayBack() {
    haveDeadLetters();

    String list = TestingCli.run("dlq", "list", "--server", server.url()).out();
    String shown = TestingCli.run("dlq", "show", ID + "/docs", "--server", server.url()).out();

    assertThat(list)
        .contains("task", ID + "/docs", "exit: 1", "rejected", "the plan has no tasks", "t/2@7")
        .doesNotContain("more");
    assertThat(shown)
        .contains("docs is FAILED", "w1", "try it again with: signalbox task retry " + ID);
    assertThat(json(TestingCli.run("dlq", "list", "--json", "--server", server.url())).size())
        .isEqualTo(3);
  }

  private void haveDeadLetters() {
    server.on(
        "GET /api/v1/failed-tasks",
        200,
        "[{\"plan\": \""
            + ID
            + "\", \"key\": \"docs\", \"reason\": \"exit: 1\\nmore\","
            + " \"at\": \"2026-01-01T00:00:00Z\"}]");
    server.on(
        "GET /api/v1/rejected",
        200,
        "[{\"id\": \"r1\", \"reasons\": [{\"message\": \"the plan has no tasks\"}]}]");
    server.on(
        "GET /api/v1/dead-letters",
        200,
        "[{\"topic\": \"t\", \"partition\": 2, \"offset\": 7, \"error\": \"no JSON\"}]");
    server.on(
        "GET /api/v1/tasks/" + ID + "/docs",
        200,
        "{\"task\": {\"state\": \"FAILED\", \"reason\": \"exit: 1\"},"
            + " \"attempts\": [{\"number\": 1, \"worker\": \"w1\", \"outcome\": \"FAILED\"}]}");
  }

  @Test
  void locksAreListedWithTheirHolders() {
    server.on(
        "GET /api/v1/locks",
        200,
        "[{\"attempt\": {\"task\": \"p/core\"}, \"worker\": \"local\","
            + " \"expiresAt\": \"2026-01-01T00:00:00Z\", \"footprint\": {\"writes\": [\"a\"]}}]");

    TestingCli cli = TestingCli.run("locks", "list", "--path", "a b", "--server", server.url());

    assertThat(cli.out().lines()).last().asString().contains("p/core", "local", "a");
    assertThat(server.requests()).last().asString().contains("/api/v1/locks?path=a%20b");
  }

  @Test
  void outputIsPrintedAsItIs() {
    server.on("GET /api/v1/tasks/" + ID + "/docs/log", 200, "one\ntwo\n");
    server.on("GET /api/v1/tasks/" + ID + "/docs/log", 200, "");

    TestingCli cli = TestingCli.run("logs", ID + "/docs", "--server", server.url());

    assertThat(cli.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void theStatusOfAHomeWhereNothingRunsEndsWith6(@TempDir Path home) {
    TestingCli cli = TestingCli.run("status", "--json", "--home", home.toString());

    assertThat(cli.code()).isEqualTo(6);
    assertThat(json(cli).path("up").asBoolean(true)).isFalse();
  }

  @Test
  void downWhereNothingRunsIsFine(@TempDir Path home) {
    TestingCli cli = TestingCli.run("down", "--home", home.toString());

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).startsWith("not up");
  }

  private static JsonNode json(TestingCli cli) {
    return MessageCodec.mapper().readTree(cli.out());
  }
}
