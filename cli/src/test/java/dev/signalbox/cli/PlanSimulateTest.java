package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a plan would take, before it runs and without a server. */
class PlanSimulateTest {
  private static final String PLAN =
      """
      signalbox: 1
      name: what-if
      limits: { max-workers: 2 }
      tasks:
        a: { run: x, files: [a/], estimate: 10m }
        b: { run: x, files: [b/], estimate: 10m }
        long: { run: x, files: [c/], estimate: 30m }
        after: { run: x, files: [d/], needs: a, estimate: { points: 2 } }
      """;

  @TempDir private Path directory;
  private String plan = "";

  @BeforeEach
  void place() throws IOException {
    plan = Files.writeString(directory.resolve("plan.yaml"), PLAN).toString();
  }

  @Test
  void allPoliciesAreComparedWithTheBound() {
    TestingCli cli = TestingCli.run("plan", "simulate", plan);

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("critical-path  40 min", "fifo           40 min", "wave           50 min")
        .contains("no order is quicker than 35 min: 4 tasks, 1 h 10 min of work, 2 workers");
  }

  @Test
  void onePolicyWithMoreWorkersAsJson() {
    TestingCli cli =
        TestingCli.run("plan", "simulate", plan, "--workers", "4", "--policy", "wave", "--json");

    assertThat(cli.code()).as(cli.err()).isZero();
    JsonNode document = MessageCodec.mapper().readTree(cli.out());
    assertThat(document.at("/policies/0/policy").asString()).isEqualTo("wave");
    assertThat(document.at("/policies/0/makespan").asString()).isEqualTo("PT50M");
    assertThat(document.at("/policies").size()).isEqualTo(1);
  }

  @Test
  void aWrongPolicyAndAWrongPlanAreErrors() throws IOException {
    assertThat(TestingCli.run("plan", "simulate", plan, "--policy", "best").code()).isEqualTo(2);
    Files.writeString(Path.of(plan), PLAN.replace("needs: a", "needs: nobody"));
    TestingCli wrong = TestingCli.run("plan", "simulate", plan);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("nobody");
  }
}
