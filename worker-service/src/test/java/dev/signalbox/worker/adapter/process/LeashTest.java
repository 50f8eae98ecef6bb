package dev.signalbox.worker.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeashTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final String marker = UUID.randomUUID().toString();
  private final StringBuffer output = new StringBuffer();
  @TempDir Path folder;

  @AfterEach
  void nothingIsLeft() {
    assertThat(StrayProcesses.find(marker)).isEmpty();
  }

  @Test
  void givesStatusAndBothStreamsInOrder() throws Exception {
    LeashedProcess process = start("echo one; echo two >&2; echo three; exit 7");

    Optional<Integer> status = process.await(LONG);
    process.end();

    assertThat(status).contains(7);
    assertThat(output.toString()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void aCommandReadsNothingAndSeesOnlyItsEnvironment() throws Exception {
    LeashedProcess process = start("cat; echo \"$OWN\"; env | cut -d= -f1 | sort | tr '\\n' ' '");

    assertThat(process.await(LONG)).contains(0);
    process.end();

    assertThat(output.toString()).startsWith("mine\n").contains("OWN", "SIGNALBOX_LEASH");
    assertThat(output.toString()).doesNotContain("HOME", "JAVA_HOME");
  }

  @Test
  void endsWhatIsStillRunningInTheBackground() throws Exception {
    LeashedProcess process = start("sleep 300 & setsid sleep 301 & echo started");

    assertThat(process.await(LONG)).contains(0);
    process.end();

    assertThat(output.toString()).isEqualTo("started\n");
  }

  @Test
  void asksBeforeItKills() throws Exception {
    LeashedProcess process =
        start("trap 'echo asked; exit 3' TERM; echo ready; while :; do sleep 0.01; done");
    await("the command runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    process.ask();
    Optional<Integer> status = process.await(LONG);
    process.end();

    assertThat(status).contains(3);
    assertThat(output.toString()).contains("asked");
  }

  /** A Ctrl-C in the terminal of a worker reaches its supervisors too. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void aSignalThatIsMeantForTheWorkerDoesNotEndTheCommand(String signal) throws Exception {
    LeashedProcess process = start("echo ready; sleep 0.3; echo done");
    await("it runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    String supervisor = Long.toString(process.supervisor());
    assertThat(new ProcessBuilder("kill", "-s", signal, supervisor).start().waitFor()).isZero();

    assertThat(process.await(LONG)).contains(0);
    process.end();
    assertThat(output.toString()).endsWith("done\n");
  }

  /** The worker's own variables, standard input and handles are not a command's. */
  @Test
  void aCommandHasNoOtherHandlesThanItsOutput() throws Exception {
    LeashedProcess process =
        start(
            "for fd in 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$fd ] && echo $fd; done;"
                + " readlink /proc/$$/fd/0");

    assertThat(process.await(LONG)).contains(0);
    process.end();

    assertThat(output.toString()).isEqualTo("/dev/null\n");
  }

  @Test
  void killsWhatDoesNotListenAndWhatLeftTheGroup() throws Exception {
    LeashedProcess process =
        start("trap '' TERM; setsid sh -c 'trap \"\" TERM; sleep 302' & echo ready; sleep 303");
    await("both run")
        .atMost(LONG)
        .until(() -> output.toString().contains("ready") && StrayProcesses.find(marker).size() > 2);

    process.ask();
    assertThat(process.await(Duration.ofMillis(200))).isEmpty();
    process.end();

    assertThat(StrayProcesses.find(marker)).isEmpty();
  }

  private LeashedProcess start(String shell) throws IOException {
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "OWN", "mine");
    return new Leash()
        .start(
            new Leash.Command(shell, folder, environment, marker),
            bytes -> output.append(new String(bytes, StandardCharsets.UTF_8)));
  }
}
