package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.core.view.AgentChoice;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S1-20: the templates of agents, and another agent or model for a run. */
class AgentsTest {
  private static final String PLAN =
      "signalbox: 1\nname: p\n%sno-files: unchecked\ntasks: { a: { prompt: x } }\n";

  @TempDir Path folder;

  @Test
  void theyAreListedAndShown() {
    assertThat(TestingCli.run("agents", "list").out()).contains("claude", "codex", "aider");
    assertThat(TestingCli.run("agents", "list", "--json").out()).contains("\"name\":\"claude\"");

    TestingCli shown = TestingCli.run("agents", "show", "codex");

    assertThat(shown.out()).contains("codex exec", "--agent codex", "OPENAI_API_KEY");
  }

  @Test
  void whatThisMachineHasIsLookedFor() {
    TestingCli all = TestingCli.run("agents", "check");
    TestingCli unknown = TestingCli.run("agents", "check", "nobody");

    assertThat(all.code()).isZero();
    assertThat(all.out().lines()).hasSizeGreaterThan(6);
    assertThat(unknown.code()).isEqualTo(3);
    assertThat(unknown.err()).contains("use one of claude");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''             | claude | -    | claude --print",
        "'agent: ./me\n' | codex  | -    | codex exec",
        "'agent: ./me\n' | -      | opus | SIGNALBOX_MODEL:-opus}\"; export SIGNALBOX_MODEL; ./me",
        "'agent: { template: pi, model: a }\n' | - | b | SIGNALBOX_MODEL:-b}",
      })
  void aRunMayHaveAnotherAgentOrModel(
      String own, @Nullable String template, @Nullable String model, String command) {
    String changed = AgentChoice.in(PLAN.formatted(own), template, model);

    assertThat(new PlanReader().read(changed))
        .isInstanceOfSatisfying(
            PlanReading.Valid.class, valid -> assertThat(valid.plan().agent()).contains(command));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--agent cloude | there is no agent template cloude",
        "--model x      | add --agent with one of claude",
        "--model $(x)   | add --agent with one of claude",
      })
  void whatCannotBeIsSaidBeforeAnythingIsSent(String options, String message) throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN.formatted(""));
    String line = "submit --server http://127.0.0.1:1 -f " + plan + " " + options.strip();

    TestingCli cli = TestingCli.run(line.split(" "));

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains(message);
  }
}
