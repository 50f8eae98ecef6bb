package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.adapter.git.DemoRepository;
import dev.signalbox.cli.adapter.git.GitCommand;
import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunCommandTest {
  private static final String ID = "0199aaaa-0000-7000-8000-000000000001";
  private static final String SHOW = "GET /api/v1/plans/" + ID;
  private static final String SUBMIT = "POST /api/v1/plans";

  @TempDir private Path directory;
  private TestingServer server;
  private GitCommand git;
  private Path plan;

  @BeforeEach
  void prepare() throws IOException {
    server = new TestingServer();
    DemoRepository repository =
        DemoRepository.create(directory.resolve("shop"), Map.of("a.txt", "a\n"));
    git = new GitCommand(repository.directory());
    plan = repository.directory().resolve("plan.yaml");
    Files.writeString(plan, "signalbox: 1\nname: shop\ntasks: {a: {run: x, files: [a.txt]}}\n");
    git.must("add", "plan.yaml");
    git.must("commit", "--quiet", "--message", "Add the plan");
    server.on(SUBMIT, 201, accepted());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCompletedPlanEndsWith0AndTheCheckoutIsFastForwarded() throws IOException {
    mergedWork();
    server.on(SHOW, 404, "").on(SHOW, 200, summary("RUNNING", "RUNNING"));
    server.on(SHOW, 200, summary("COMPLETED", "COMPLETED"));

    TestingCli cli = run();

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.err()).contains("1/1  a  COMPLETED");
    assertThat(cli.out()).contains("shop  COMPLETED", "main is now at");
    assertThat(git.must("show", "main:a.txt")).isEqualTo("merged");
    assertThat(Files.readString(git.directory().resolve("a.txt"))).isEqualTo("merged\n");
  }

  @Test
  void aCheckoutWithUncommittedWorkIsLeftAloneAndTheCommandPrinted() throws IOException {
    mergedWork();
    Files.writeString(git.directory().resolve("a.txt"), "mine\n");
    server.on(SHOW, 200, summary("COMPLETED", "COMPLETED"));

    TestingCli cli = run();

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("merge --ff-only signalbox/shop");
    assertThat(Files.readString(git.directory().resolve("a.txt"))).isEqualTo("mine\n");
  }

  @Test
  void aPlanWithFailedTasksEndsWith7() {
    server.on(SHOW, 200, summary("FAILED", "FAILED"));

    TestingCli cli = run();

    assertThat(cli.code()).isEqualTo(7);
    assertThat(cli.out()).contains("FAILED", "exit 3");
  }

  @Test
  void theSummaryForAProgramIsAllThatIsOnTheOutput() {
    server.on(SHOW, 200, summary("COMPLETED", "COMPLETED"));

    TestingCli cli = run("--json");

    JsonNode summary = MessageCodec.mapper().readTree(cli.out());
    assertThat(summary.path("plan").asString()).isEqualTo(ID);
    assertThat(summary.path("tasks").path(0).path("key").asString()).isEqualTo("a");
  }

  @Test
  void aLostConnectionIsToldAndTriedAgain() {
    server.on(SHOW, 200, summary("RUNNING", "RUNNING")).on(SHOW, 0, "").on(SHOW, 503, "");
    server.on(SHOW, 200, summary("COMPLETED", "COMPLETED"));

    TestingCli cli = run();

    assertThat(cli.code()).isZero();
    assertThat(cli.err()).contains("lost the connection", "connected again");
  }

  @Test
  void aServerThatIsAwayEndsWith6() {
    server.close();

    TestingCli cli = run();

    assertThat(cli.code()).isEqualTo(6);
    assertThat(cli.err()).contains("error: no server answers", "hint: ");
  }

  @Test
  void whatTheServerRefusesIsShownLikeWhatTheReaderRefuses() throws IOException {
    try (TestingServer refusing = new TestingServer()) {
      refusing.on(
          SUBMIT,
          422,
          "{\"code\": \"invalid-plan\", \"errors\": [{\"severity\": \"error\", \"code\": \"E055-x\","
              + " \"path\": \"\", \"line\": 2, \"column\": 1, \"message\": \"no\", \"hint\": \"h\"}]}");

      TestingCli cli = TestingCli.run("run", plan.toString(), "--server", refusing.url());

      assertThat(cli.code()).isEqualTo(1);
      assertThat(cli.err()).contains(plan + ":2:1: error E055-x: no", "hint: h");
    }
  }

  @Test
  void aPlanThatTakesTooLongIsLeftToGoOn() {
    server.on(SHOW, 200, summary("RUNNING", "RUNNING"));

    TestingCli cli = run("--timeout", "0.2s");

    assertThat(cli.code()).isEqualTo(8);
    assertThat(cli.err()).contains("it goes on", "plan cancel " + ID);
  }

  @Test
  void anotherLimitIsSentWithThePlan() {
    server.on(SHOW, 200, summary("COMPLETED", "COMPLETED"));

    run("--max-workers", "3");

    assertThat(server.requests().getFirst())
        .contains("directory=" + git.directory().toString().replace("/", "%2F"))
        .contains("\"max-workers\":3");
  }

  /** S1-16. */
  @Test
  void aPlanIsSentWithoutItsReviewWhenThatIsAsked() throws IOException {
    Files.writeString(
        plan,
        "signalbox: 1\nname: shop\nmerge: {review: ask, verify: check}\n"
            + "tasks: {a: {run: x, files: [a.txt]}}\n");
    server.on(SHOW, 200, summary("COMPLETED", "COMPLETED"));

    run("--no-review");

    assertThat(server.requests().getFirst())
        .contains("\"verify\":\"check\"")
        .doesNotContain("review");
  }

  @Test
  void aSubmittedPlanIsToldByItsId() {
    TestingCli cli = TestingCli.run("submit", "-f", plan.toString(), "--server", server.url());

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).isEqualTo(ID + "\n");
  }

  private TestingCli run(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", plan.toString(), "--server", server.url()));
    arguments.addAll(List.of(more));
    return TestingCli.run(arguments.toArray(String[]::new));
  }

  /** What a worker would have left: a commit on the integration branch. */
  private void mergedWork() throws IOException {
    git.must("switch", "--quiet", "--create", "signalbox/shop");
    Files.writeString(git.directory().resolve("a.txt"), "merged\n");
    git.must("commit", "--quiet", "--all", "--message", "Merge a");
    git.must("switch", "--quiet", "main");
  }

  private String accepted() {
    return MessageCodec.mapper()
        .writeValueAsString(
            Map.of(
                "plan", ID,
                "name", "shop",
                "location", git.directory().toString(),
                "target", "main",
                "mergeBranch", "signalbox/shop",
                "base", "c0",
                "warnings", List.of()));
  }

  private static String summary(String state, String taskState) {
    return """
    {"plan": "%s", "name": "shop", "state": "%s", "states": {"%s": 1},
     "tasks": [{"key": "a", "state": "%s", "attempts": 1, "reason": "exit 3"}],
     "elapsedSeconds": 1.5, "efficiency": 0.7, "later": "unknown"}
    """
        .formatted(ID, state, taskState, taskState);
  }
}
