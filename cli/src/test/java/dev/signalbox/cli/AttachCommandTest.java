package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.terminal.TaskTerminal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S0-02: the terminal of a task is found from its attempt alone. */
class AttachCommandTest {
  private final UUID plan = UUID.randomUUID();
  private final TaskTerminal terminal =
      TaskTerminal.of(new PlanId(plan), new TaskKey("fix.login"), 2);
  private TestingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestingServer();
    task("RUNNING");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void onAnotherMachineTheCommandIsPrinted() {
    server.on("GET /api/v1/workers", 200, "[{\"worker\": \"w1\", \"host\": \"far-away\"}]");

    TestingCli cli = attach("--read-only");

    assertThat(cli.code()).isZero();
    assertThat(cli.err()).contains("far-away");
    assertThat(cli.out()).isEqualTo("tmux -S " + terminal.socket() + " attach-session -r\n");
  }

  @Test
  void withoutATerminalHereTheCommandIsPrintedToo() throws IOException {
    here();
    Path folder = Files.createDirectory(Path.of(terminal.folder()));
    Path socket = Files.createFile(Path.of(terminal.socket()));
    try {
      TestingCli cli = attach("--json");

      assertThat(cli.code()).isZero();
      assertThat(cli.out()).contains("\"command\":\"tmux -S " + terminal.socket());
    } finally {
      Files.delete(socket);
      Files.delete(folder);
    }
  }

  @Test
  void aTaskThatRunsHereWithoutATerminalSaysHowToGetOne() throws IOException {
    here();

    TestingCli cli = attach();

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err()).contains("executor: tmux", "signalbox logs -f " + plan + "/fix.login");
  }

  @Test
  void aTaskThatDoesNotRunHasNone() throws IOException {
    server.close();
    server = new TestingServer();
    task("COMPLETED");

    TestingCli cli = attach();

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err()).contains("it is COMPLETED", "signalbox logs");
  }

  private void here() throws IOException {
    String host = InetAddress.getLocalHost().getHostName();
    server.on("GET /api/v1/workers", 200, "[{\"worker\": \"w1\", \"host\": \"" + host + "\"}]");
  }

  private void task(String state) {
    server.on(
        "GET /api/v1/tasks/" + plan + "/fix.login",
        200,
        "{\"plan\": \"%s\", \"task\": {\"state\": \"%s\", \"attempt\": 2, \"worker\": \"w1\"}}"
            .formatted(plan, state));
  }

  private TestingCli attach(String... options) {
    String[] line = new String[options.length + 5];
    line[0] = "task";
    line[1] = "attach";
    line[2] = plan + "/fix.login";
    line[3] = "--server";
    line[4] = server.url();
    System.arraycopy(options, 0, line, 5, options.length);
    return TestingCli.run(line);
  }
}
