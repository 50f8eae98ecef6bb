package dev.signalbox.worker.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Containers on the engine of this machine. Without one, and without an image that is there already
 * ({@code SIGNALBOX_TEST_IMAGE} or a usual small one), what needs them is skipped.
 */
class ContainerExecutorTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final List<String> USUAL =
      List.of("busybox", "alpine", "debian:stable-slim", "debian:trixie-slim");

  private final String marker = UUID.randomUUID().toString();
  private final String name = "signalbox-" + marker;
  private final StringBuffer output = new StringBuffer();
  private final AttemptRef attempt =
      new AttemptRef(
          new TaskId(new PlanId(UUID.randomUUID()), new TaskKey("build")), 1, new FencingToken(1));
  private Executor executor = executor("docker");
  @TempDir Path folder;

  @Test
  void aMachineWithoutAnEngineSaysSo() throws Exception {
    executor = executor("no-such-engine");

    LeashedProcess process = start("true", "debian");

    assertThat(process.await(LONG)).isPresent();
    assertThat(process.refusal()).contains("there is no no-such-engine on this machine");
    process.end();
  }

  @Test
  void anImageThatIsNotThereIsNamedWithTheWayToFetchIt() throws Exception {
    image();
    LeashedProcess process = start("true", "localhost/signalbox/none:1");

    assertThat(process.await(LONG)).isPresent();
    assertThat(process.refusal().orElse(""))
        .contains("localhost/signalbox/none:1 is not on this machine", "docker pull");
    process.end();
  }

  @Test
  void aCommandWorksOnItsWorktreeAndItsOutputAndStatusAreKept() throws Exception {
    LeashedProcess process =
        start(
            "echo out; echo err >&2; echo \"$OWN\" > made; test -z \"$JAVA_HOME\" && echo $TMPDIR;"
                + " test -t 0 || id -u; exit 7",
            image());

    assertThat(process.await(LONG)).contains(7);
    process.end();

    assertThat(output.toString()).startsWith("out\nerr\n" + folder + "\n");
    assertThat(folder.resolve("made")).hasContent("it's\n\"mine\"");
    assertThat(Files.getOwner(folder.resolve("made"))).isEqualTo(Files.getOwner(folder));
    assertThat(isThere()).isFalse();
  }

  @Test
  void asksTheWholeGroupBeforeItKills() throws Exception {
    LeashedProcess process =
        start("trap 'echo asked; exit 3' TERM; echo ready; while :; do sleep 1; done", image());
    await("it runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    process.ask();
    Optional<Integer> status = process.await(LONG);
    process.end();

    assertThat(status).contains(3);
    assertThat(isThere()).isFalse();
  }

  @Test
  void aContainerThatDoesNotListenIsRemoved() throws Exception {
    LeashedProcess process = start("trap '' TERM; echo ready; sleep 300", image());
    await("it runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    process.ask();
    assertThat(process.await(Duration.ofMillis(300))).isEmpty();
    process.end();

    assertThat(isThere()).isFalse();
  }

  @Test
  void aNextStartRemovesWhatAKilledWorkerLeft() throws Exception {
    LeashedProcess process = start("echo ready; sleep 300", image());
    await("it runs").atMost(LONG).until(() -> output.toString().contains("ready"));

    executor.recover(attempt, marker);

    assertThat(isThere()).isFalse();
    assertThat(process.await(LONG)).isPresent();
    process.end();
  }

  private boolean isThere() throws IOException {
    return Tool.run(List.of("docker", "ps", "--all", "--format={{.Names}}"))
        .output()
        .contains(name);
  }

  private LeashedProcess start(String shell, String image) throws IOException {
    Map<String, String> environment =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "JAVA_HOME",
            "/nowhere",
            "OWN",
            "it's\n\"mine\"",
            "TMPDIR",
            folder.toString());
    return executor.start(
        new Executor.Job(
            attempt,
            "plan",
            new Leash.Command(shell, folder, environment, marker),
            new Executor.Places(List.of(), List.of()),
            image),
        bytes -> output.append(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static Executor executor(String engine) {
    return new ContainerExecutor(
        new Leash(),
        new ContainerRun.Options(engine, ContainerRun.Pull.NEVER, "none", "256m", "1", List.of()),
        System.getenv());
  }

  private static String image() {
    assumeTrue(Tool.agrees(List.of("docker", "version")), "skipped: no container engine answers");
    Optional<String> found =
        Stream.concat(Stream.ofNullable(System.getenv("SIGNALBOX_TEST_IMAGE")), USUAL.stream())
            .filter(image -> Tool.agrees(List.of("docker", "image", "inspect", image)))
            .findFirst();
    assumeTrue(found.isPresent(), "skipped: there is none of the images " + USUAL);
    return found.orElseThrow();
  }
}
