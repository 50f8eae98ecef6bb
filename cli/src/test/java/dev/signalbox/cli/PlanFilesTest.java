package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** I10: bad input gets a clear error naming what and where, and changes nothing. */
class PlanFilesTest {
  private static final String HEAD = "signalbox: 1\nname: x\n";

  @TempDir private Path directory;
  private Path plan;

  @BeforeEach
  void place() {
    plan = directory.resolve("plan.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tasks:\\n  a: {run: x, needs: b}\\n  b: {run: x, needs: a}| E002-cycle | 4",
        "tasks:\\n  a: {run: x, needs: nobody}                     | E003-unknown-need | 4",
        "tasks:\\n  a: {run: x}\\n  a: {run: y}                    | E005-duplicate-key | 5",
        "tasks:\\n  a: {run: x, files: [../outside]}               | E020-outside-repository | 4",
        "tasks:\\n  a: {run: x, files: ['a/[']}                    | E021-bad-pattern | 4",
        "tasks:\\n  a: {run: x, colour: red}                       | E010-unknown-field | 4",
        "tasks:\\n  a: {run: [1]}                                  | E012-wrong-type | 4",
        "tasks: {}                                                 | E006-no-tasks | 3",
        "tasks: [unclosed                                          | E001-syntax | 4"
      })
  void aBadPlanIsRefusedWithCodePlaceAndHint(String tasks, String code, int line)
      throws IOException {
    Files.writeString(plan, HEAD + tasks.replace("\\n", "\n") + "\n");

    TestingCli cli = TestingCli.run("plan", "validate", plan.toString());

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains(plan + ":" + line + ":", "error " + code + ": ", "hint: ");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void aPlanOutsideARepositoryIsRefusedAtItsFirstLine() throws IOException {
    Files.writeString(plan, HEAD + "tasks: {a: {run: x, files: [b]}}\n");

    TestingCli cli = TestingCli.run("plan", "validate", plan.toString());

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains(plan + ":1:1: error E040-not-a-repository: ", "hint: ");
  }

  @Test
  void aMissingBaseBranchIsNamedWhereItStands() throws IOException, InterruptedException {
    git("init", "--quiet");
    Files.writeString(
        plan, HEAD + "repository:\n  path: .\n  base: nowhere\ntasks: {a: {run: x}}\n");

    TestingCli cli = TestingCli.run("run", plan.toString(), "--server", "http://127.0.0.1:1");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .contains(plan + ":5:3: error E041-no-such-branch: there is no branch nowhere");
  }

  @Test
  void aValidPlanIsToldWithTheNumberOfItsTasks() throws IOException, InterruptedException {
    git("init", "--quiet");
    Files.writeString(plan, HEAD + "tasks: {a: {run: x, files: [b]}}\n");

    TestingCli cli = TestingCli.run("plan", "validate", plan.toString());

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).isEqualTo(plan + " is valid: 1 tasks\n");
  }

  @Test
  void warningsRefuseAPlanOnlyWhenStrict() throws IOException, InterruptedException {
    git("init", "--quiet");
    Files.writeString(plan, HEAD + "tasks: {a: {run: x}, b: {run: x}}\n");

    TestingCli lenient = TestingCli.run("plan", "validate", plan.toString());
    TestingCli strict = TestingCli.run("plan", "validate", plan.toString(), "--strict");

    assertThat(lenient.err()).contains("warning W011-no-files");
    assertThat(lenient.code()).isZero();
    assertThat(strict.code()).isEqualTo(1);
  }

  @Test
  void theProblemsForAProgramAreOneDocument() throws IOException {
    Files.writeString(plan, HEAD + "tasks: {}\n");

    TestingCli cli = TestingCli.run("plan", "validate", plan.toString(), "--json");

    JsonNode answer = MessageCodec.mapper().readTree(cli.out());
    assertThat(answer.path("valid").asBoolean(true)).isFalse();
    assertThat(answer.path("problems").path(0).path("code").asString()).isEqualTo("E006-no-tasks");
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNotThereIsWrongUsage() {
    TestingCli cli = TestingCli.run("run", plan.toString());

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("error: cannot read " + plan, "hint: ");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(plan, new byte[] {'a', (byte) 0xff, (byte) 0xfe});

    TestingCli cli = TestingCli.run("plan", "validate", plan.toString());

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("is not UTF-8");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(output).isZero();
  }
}
