package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steering plans and tasks: what is asked of the server, and what a person reads. */
class PlanCommandsTest {
  private static final String ID = "0199aaaa-0000-7000-8000-000000000001";
  private static final String APPLIED = "{\"outcome\": \"applied\"}";

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
  void tasksGetAnotherClass() {
    server.on("POST /api/v1/plans/" + ID + "/prioritise", 202, APPLIED);

    TestingCli cli = asked("task", "prioritise", ID + "/a", ID + "/b", "p0");

    assertThat(cli.out()).isEqualTo("a, b are P0 now\n");
    assertThat(last()).endsWith("\"priority\":\"P0\",\"tasks\":[\"a\",\"b\"]}");
  }

  @Test
  void aWholePlanGetsAnotherClass() {
    server.on("POST /api/v1/plans/" + ID + "/prioritise", 202, "{\"outcome\": \"unchanged\"}");

    TestingCli cli = asked("plan", "prioritise", ID, "P3");

    assertThat(cli.out())
        .isEqualTo("nothing changed: all of " + ID + " that is not merged is P3 already\n");
  }

  @Test
  void whatIsNoClassOrOfSeveralPlansIsWrongUsage() {
    assertThat(asked("plan", "prioritise", ID, "P4").code()).isEqualTo(2);
    assertThat(asked("task", "prioritise", ID + "/a").code()).isEqualTo(2);
    assertThat(asked("task", "prioritise", "p/a", "q/b", "P0").err()).contains("several plans");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aPlanGetsAnotherCap() {
    server.on("POST /api/v1/plans/" + ID + "/limit", 202, APPLIED);

    TestingCli cli = asked("plan", "limit", ID, "--max-workers", "3");

    assertThat(cli.out()).contains("runs at most 3 at one time");
    assertThat(last()).endsWith("\"maxWorkers\":3}");
  }

  @Test
  void aRetryMayStartFromATask() {
    server.on("POST /api/v1/plans/" + ID + "/retry", 202, APPLIED);

    TestingCli cli = asked("plan", "retry", ID, "--from", "mid");

    assertThat(cli.out()).contains("all from mid on");
    assertThat(last()).endsWith("\"from\":\"mid\"}");
  }

  @Test
  void singleTasksAreCancelledAndTriedAgain() {
    server.on("POST /api/v1/tasks/" + ID + "/a/cancel", 202, APPLIED);
    server.on("POST /api/v1/tasks/" + ID + "/a/retry", 202, "{\"outcome\": \"accepted\"}");

    assertThat(asked("task", "cancel", ID + "/a").out()).contains("a is cancelled");
    assertThat(asked("task", "retry", ID + "/a").out())
        .isEqualTo("accepted, not decided yet: a is tried again\n");
  }

  @Test
  void aRefusalSaysWhyAndWhatToDo() {
    server.on(
        "POST /api/v1/plans/" + ID + "/retry",
        409,
        "{\"code\": \"E052-not-retryable\", \"detail\": \"no task of the plan has failed\","
            + " \"errors\": [{\"hint\": \"name one\"}]}");

    TestingCli cli = asked("plan", "retry", ID);

    assertThat(cli.code()).isEqualTo(5);
    assertThat(cli.err().lines())
        .containsExactly(
            "error: no task of the plan has failed", "  E052-not-retryable", "hint: name one");
  }

  private TestingCli asked(String... words) {
    String[] line = Arrays.copyOf(words, words.length + 2);
    line[words.length] = "--server";
    line[words.length + 1] = server.url();
    return TestingCli.run(line);
  }

  private String last() {
    return server.requests().getLast();
  }
}
