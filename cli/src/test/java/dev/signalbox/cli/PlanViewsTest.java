package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** S3-01 to S3-05 and S3-15 before a plan runs, from its file and from a server. */
class PlanViewsTest {
  private static final String ID = "0199aaaa-0000-7000-8000-000000000001";
  private static final String EPIC =
      """
      signalbox: 1
      name: epic
      limits: { max-workers: 2 }
      tasks:
        schema: { run: x, files: [db/], estimate: 30m }
        api: { run: x, files: [api/], needs: schema, estimate: 1h }
        page: { run: x, files: [page/, api/routes], needs: schema, estimate: 20m }
        docs: { run: x, files: [docs/] }
        tests: { run: x, files: [tests/], needs: [api, page], estimate: { points: 4 } }
      """;

  private static final String SHOWN =
      "{\"plan\": \"" + ID + "\", \"name\": \"epic\", \"state\": \"RUNNING\", \"tasks\": []}";

  @TempDir private Path directory;
  private String plan = "";
  private TestingServer server;

  @BeforeEach
  void place() throws IOException {
    Path file = directory.resolve("epic.yaml");
    Files.writeString(file, EPIC);
    plan = file.toString();
    server = new TestingServer();
    server.on("GET /api/v1/plans/" + ID + "/document", 200, EPIC);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFileIsShownWithItsShapeAndWhatItTakes() {
    TestingCli cli = TestingCli.run("plan", "show", plan);

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains(
            "hybrid: 5 tasks, 4 needs, 3 waves",
            "up to 2 workers help",
            "schema → api → tests, together 2 h 10 min",
            "2 h 31 min, 3 estimated, 1 by story points, 1 assumed",
            "at least 2 h 30 min with 2 workers\n",
            "api/routes: 2 writers, together 1 h 20 min");
  }

  @Test
  void theGraphIsDrawnByWaveWithItsCriticalPathMarked() {
    TestingCli cli = TestingCli.run("plan", "graph", plan);

    assertThat(cli.out())
        .contains("wave 0", "  * schema  30 min", "    docs  1 min, slack 2 h 9 min")
        .contains("  * tests  40 min  needs api, page");
  }

  @Test
  void theGraphIsDrawnForOtherPrograms() {
    TestingCli dot = TestingCli.run("plan", "graph", plan, "--format", "dot");
    TestingCli mermaid = TestingCli.run("plan", "graph", plan, "--format", "mermaid", "--critical");
    JsonNode json = json(TestingCli.run("plan", "graph", plan, "--format", "json"));

    assertThat(dot.out())
        .startsWith("digraph \"epic\" {")
        .contains("\"schema\" -> \"api\" [penwidth=3];", "\"schema\" -> \"page\";")
        .endsWith("}\n");
    assertThat(mermaid.out())
        .contains("t0[\"schema<br/>30 min\"]:::critical", "t0 --> t1", "t1 --> t2")
        .doesNotContain("page");
    assertThat(json.path("kind").asString()).isEqualTo("hybrid");
    assertThat(json.path("tasks").path(2).path("slack").asString()).isEqualTo("40 min");
  }

  @Test
  void theCriticalPathIsATable() {
    TestingCli cli = TestingCli.run("plan", "critical-path", plan, "--per-point", "5m");

    assertThat(cli.out().lines()).element(2).asString().matches("2 +api +1 +30 min +1 h");
    assertThat(cli.out()).contains("3 tasks, together 1 h 50 min");
    assertThat(json(TestingCli.run("plan", "critical-path", plan, "--json")).path("length"))
        .isEqualTo(MessageCodec.mapper().valueToTree("PT2H10M"));
  }

  @Test
  void wavesAreATable() {
    assertThat(TestingCli.run("plan", "waves", plan).out())
        .contains("0     2      31 min", "schema, docs", "2     1      40 min");
    assertThat(json(TestingCli.run("plan", "waves", plan, "--json")).path("waves").size())
        .isEqualTo(3);
  }

  @Test
  void conflictsAreListedWithPairsAndPaths() {
    TestingCli cli = TestingCli.run("plan", "conflicts", plan);

    assertThat(cli.out()).contains("api   page  api/routes", "1 pair of tasks will take turns");
    assertThat(json(TestingCli.run("plan", "conflicts", plan, "--json")).path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void aPlanWithoutConflictsSaysSo() throws IOException {
    Files.writeString(Path.of(plan), "signalbox: 1\nname: x\ntasks: {a: {run: x, files: [a]}}\n");

    assertThat(TestingCli.run("plan", "conflicts", plan).out()).startsWith("no two tasks");
  }

  @Test
  void manyConflictsAreCountedAndAFewNamed() throws IOException {
    StringBuilder text = new StringBuilder("signalbox: 1\nname: x\ntasks:\n");
    for (int at = 0; at < 30; at++) {
      text.append("  t" + at + ": {run: x, files: [one]}\n");
    }
    Files.writeString(Path.of(plan), text);

    TestingCli cli = TestingCli.run("plan", "conflicts", plan);
    TestingCli valid = TestingCli.run("plan", "validate", plan, "--strict");

    assertThat(cli.out()).contains("435 pairs of tasks will take turns; 415 more are not shown");
    assertThat(valid.err().lines().filter(line -> line.contains("I010-overlap"))).hasSize(1);
    assertThat(valid.err()).contains("info I010-overlap: 435 pairs", "and 432 more pairs");
  }

  @Test
  void aPlanOfAServerIsAskedForByIdOrName() {
    server.on(
        "GET /api/v1/plans",
        200,
        "{\"plans\": [{\"plan\": \"" + ID + "\", \"name\": \"epic\", \"state\": \"RUNNING\"}]}");

    TestingCli cli = TestingCli.run("plan", "waves", "epic", "--server", server.url());

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("schema, docs");
  }

  /** S3-05: the estimates of a plan are held against what its tasks took. */
  @Test
  void aPlanOfAServerIsShownWithHowFarItsEstimatesWereOff() {
    server.on("GET /api/v1/plans/" + ID, 200, SHOWN);
    server.on(
        "GET /api/v1/plans/" + ID + "/estimates",
        200,
        """
        {"author": {"tasks": 24, "meanError": 0.38, "bias": -0.21},
         "learned": {"tasks": 1, "meanError": 12.5, "bias": 0.2},
         "expected": {"tasks": 25, "meanError": 0.4, "bias": 0}, "bySource": {}}
        """);

    TestingCli cli = TestingCli.run("plan", "show", ID, "--server", server.url());

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out().lines())
        .last()
        .isEqualTo(
            "  estimates authors off by 38 % (too low, 24 tasks),"
                + " learned off by 1,250 % (too high, 1 task)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {}",
        "503 | {}",
        "0 | {}",
        "200 | {\"author\": {\"tasks\": 0, \"meanError\": 0, \"bias\": 0}}"
      })
  void whatWasNotMeasuredIsNotShown(int status, String estimates) {
    server.on("GET /api/v1/plans/" + ID, 200, SHOWN);
    server.on("GET /api/v1/plans/" + ID + "/estimates", status, estimates);

    TestingCli cli = TestingCli.run("plan", "show", ID, "--server", server.url());

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("hybrid: 5 tasks").doesNotContain("estimates");
  }

  @Test
  void aFileThatIsNoPlanIsRefusedWithItsReasons() throws IOException {
    Files.writeString(Path.of(plan), "signalbox: 1\nname: x\ntasks: {a: {needs: b, run: x}}\n");

    TestingCli cli = TestingCli.run("plan", "graph", plan);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("E003-unknown-need");
  }

  private static JsonNode json(TestingCli cli) {
    assertThat(cli.code()).as(cli.err()).isZero();
    return MessageCodec.mapper().readTree(cli.out());
  }
}
