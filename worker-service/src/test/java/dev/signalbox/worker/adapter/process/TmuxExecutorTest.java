package dev.signalbox.worker.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.terminal.TaskTerminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S0-02, S0-16, S0-20, S0-21, S0-42 on a real tmux. */
class TmuxExecutorTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final String marker = UUID.randomUUID().toString();
  private final StringBuffer output = new StringBuffer();
  private final AttemptRef attempt =
      new AttemptRef(
          new TaskId(new PlanId(UUID.randomUUID()), new TaskKey("fix-login")),
          1,
          new FencingToken(1));
  private final TaskTerminal terminal =
      TaskTerminal.of(attempt.task().plan(), attempt.task().key(), 1);
  private final Executor executor = new TmuxExecutor(new Leash());
  @TempDir Path folder;

  @BeforeAll
  static void tmuxIsHere() {
    assumeTrue(Tool.agrees(List.of("tmux", "-V")), "skipped: no tmux on this machine");
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(StrayProcesses.find(marker)).isEmpty();
    assertThat(Path.of(terminal.folder())).doesNotExist();
    assertThat(servers()).isEmpty();
  }

  @Test
  void aCommandHasATerminalAndItsStatusAndWholeOutputAreKept() throws Exception {
    String numbers =
        IntStream.rangeClosed(1, 3000).mapToObj(Integer::toString).collect(Collectors.joining(" "));

    int status =
        run(
            "test -t 0 && test -t 1 && echo terminal; for i in $(seq 3000); do printf '%s ' $i; done; exit 7");

    assertThat(status).isEqualTo(7);
    assertThat(output.toString()).startsWith("terminal\r\n" + numbers + " \r\n[signalbox: ");
    assertThat(output.toString()).endsWith("with status 7]\r\n");
  }

  @Test
  void itSeesTheEnvironmentOfTheTaskAlone() throws Exception {
    assertThat(run("pwd; env | cut -d= -f1 | sort | tr '\\n' ' '; echo \"$OWN\"")).isZero();

    assertThat(output.toString()).contains(folder.toString(), "OWN", "it's\r\n\"two\" $lines\r\n");
    assertThat(output.toString()).doesNotContain("JAVA_HOME", "HOME", "LC_ALL");
  }

  @Test
  void whatNeverSaidItsStatusHasFailed() throws Exception {
    LeashedProcess process = start("echo ready; sleep 300");
    await("it runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    assertThat(tmux("kill-session")).isTrue();
    Optional<Integer> status = process.await(LONG);
    process.end();

    assertThat(status).contains(1);
    assertThat(output.toString()).contains("closed before the command ended");
  }

  @Test
  void asksTheWholeGroupBeforeItKills() throws Exception {
    LeashedProcess process =
        start(
            "trap 'echo asked; exit 3' TERM; sleep 300 & echo ready; while :; do sleep 0.1; done");
    await("it runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    process.ask();
    Optional<Integer> status = process.await(LONG);
    process.end();

    assertThat(status).contains(3);
    assertThat(output.toString()).contains("asked");
  }

  @Test
  void killsWhatDoesNotListenAndWhatLeftTheSession() throws Exception {
    LeashedProcess process =
        start(
            "trap '' TERM HUP; setsid sh -c 'trap \"\" TERM HUP; sleep 302' & echo ready; sleep 303");
    await("both run")
        .atMost(LONG)
        .until(() -> output.toString().contains("ready") && sleeping() == 2);

    process.ask();
    assertThat(process.await(Duration.ofMillis(300))).isEmpty();
    process.end();
  }

  @Test
  void whoeverAttachesSeesItAndTypesAndChangesNothing() throws Exception {
    LeashedProcess process = start("echo ready; read -r word; echo got $word; stty size");
    await("it runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    assertThat(tmux("resize-window", "-x", "90", "-y", "20")).isTrue();
    assertThat(tmux("send-keys", "hello", "Enter")).isTrue();
    Optional<Integer> status = process.await(LONG);
    process.end();

    assertThat(status).contains(0);
    assertThat(output.toString()).contains("got hello\r\n20 90\r\n");
  }

  @Test
  void aNextStartEndsWhatAKilledWorkerLeft() throws Exception {
    LeashedProcess process = start("trap '' HUP; echo ready; sleep 300");
    await("it runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    executor.recover(attempt, marker);

    assertThat(process.await(LONG)).isPresent();
    process.end();
  }

  private int run(String shell) throws Exception {
    LeashedProcess process = start(shell);
    Optional<Integer> status = process.await(LONG);
    process.end();
    return status.orElseThrow();
  }

  private LeashedProcess start(String shell) throws IOException {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "OWN", "it's\n\"two\" $lines", "TERM", "dumb");
    return executor.start(
        new Executor.Job(
            attempt,
            "plan",
            new Leash.Command(shell, folder, environment, marker),
            new Executor.Places(List.of(), List.of()),
            null),
        bytes -> output.append(new String(bytes, StandardCharsets.UTF_8)));
  }

  private boolean tmux(String command, String... arguments) {
    List<String> words = new ArrayList<>(List.of("tmux", "-S", terminal.socket(), command));
    words.addAll(List.of("-t", TaskTerminal.session("plan", attempt.task().key(), 1)));
    words.addAll(List.of(arguments));
    return Tool.agrees(words);
  }

  private long sleeping() {
    return StrayProcesses.find(marker).stream()
        .filter(process -> process.info().commandLine().orElse("").contains("sleep 30"))
        .filter(process -> !process.info().commandLine().orElse("").contains("trap"))
        .count();
  }

  private List<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(process -> Files.exists(Path.of("/proc", Long.toString(process.pid()))))
        .filter(process -> process.info().commandLine().orElse("").contains(terminal.socket()))
        .toList();
  }
}
