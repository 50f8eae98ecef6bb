package dev.signalbox.common.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * S2-13, S1-20: each template runs its program once, with the prompt, and with the model if any.
 */
class AgentTemplatesTest {

  private static final String PROMPT = "# Do it\n\n1. \"Quote\" $HOME `x`\n";

  @TempDir Path folder;

  static Stream<AgentTemplate> templates() {
    return AgentTemplates.all().stream();
  }

  @Test
  void theUsualAgentsAreThere() {
    assertThat(AgentTemplates.names())
        .contains("claude", "codex", "gemini", "aider", "opencode", "pi");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void theProgramIsGivenThePromptAndTheModel(AgentTemplate template) throws Exception {
    assertThat(run(template, command("{ template: " + template.name() + ", args: --more }")))
        .doesNotContain("sonnet")
        .contains("--more");
    assertThat(run(template, command("{ template: " + template.name() + ", model: sonnet }")))
        .contains("sonnet");
    assertThat(template.source()).startsWith("https://");
    assertThat(template.checked()).isIn("source", "manual", "seen");
  }

  @Test
  void aTasksOwnModelWins() throws Exception {
    AgentTemplate template = AgentTemplates.named("claude").orElseThrow();

    assertThat(run(template, "SIGNALBOX_MODEL=opus; " + command("{ template: claude, model: x }")))
        .contains("--model\nopus\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "./mine --fast | ./mine --fast",
        "{ command: ./mine } | ./mine",
        "{ command: ./mine, args: --fast } | ./mine --fast",
      })
  void anAgentOfTheUsersIsTakenAsItIs(String agent, String command) {
    assertThat(command(agent)).isEqualTo(command);
  }

  private static String command(String agent) {
    String text = "signalbox: 1\nname: p\nagent: " + agent + "\ntasks: { a: { prompt: x } }\n";
    PlanReading reading = new PlanReader().read(text);
    assertThat(reading).isInstanceOf(PlanReading.Valid.class);
    Plan plan = ((PlanReading.Valid) reading).plan();
    return Objects.requireNonNull(plan.agent());
  }

  /** Its arguments, one a line, after what it was given on its input. */
  private String run(AgentTemplate template, String command) throws Exception {
    Path program = folder.resolve(template.program());
    Files.writeString(
        program,
        "#!/bin/sh\n[ ! -p /dev/stdin ] && cat >>\"$SEEN\"\nprintf '%s\\n' \"$@\" >>\"$SEEN\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path prompt = Files.writeString(folder.resolve("prompt.md"), PROMPT);
    Path seen = Files.writeString(folder.resolve("seen"), "");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().put("SIGNALBOX_PROMPT", prompt.toString());
    builder.environment().put("SEEN", seen.toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    git("init", "--quiet");
    assertThat(builder.start().waitFor()).as(output()).isZero();
    String text = Files.readString(seen);
    assertThat(text.contains(PROMPT.strip()) || text.contains(prompt + "\n"))
        .as("the prompt, or its file: " + text)
        .isTrue();
    return text;
  }

  private void git(String... arguments) throws Exception {
    List<String> words = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    assertThat(new ProcessBuilder(words).directory(folder.toFile()).start().waitFor()).isZero();
  }

  private String output() throws IOException {
    return Files.exists(folder.resolve("out"))
        ? new String(Files.readAllBytes(folder.resolve("out")), StandardCharsets.UTF_8)
        : "";
  }
}
