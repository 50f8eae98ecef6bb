package dev.signalbox.worker.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerRunTest {

  private static final ContainerRun.Contents CONTENTS =
      new ContainerRun.Contents(
          "signalbox-1",
          Map.of("dev.signalbox.attempt", "a"),
          "1000:1000",
          Path.of("/home/slot-1"),
          List.of(Path.of("/home/slot-1.tmp")),
          List.of(Path.of("/home/sl\"ot,1.git")),
          Map.of("OWN", "secret", "PATH", "/bin", "HOME", "/home/me", "TMPDIR", "/home/slot-1.tmp"),
          "debian",
          "echo \"$OWN\"; make");

  @Test
  void aContainerSeesItsFoldersAndTheTasksVariablesAlone() {
    List<String> arguments = ContainerRun.arguments(options("", "", ""), CONTENTS);

    assertThat(arguments)
        .contains("--name=signalbox-1", "--user=1000:1000", "--workdir=/home/slot-1", "--env=OWN")
        .contains("--mount=type=bind,\"src=/home/slot-1\",\"dst=/home/slot-1\"")
        .contains(
            "--mount=type=bind,\"src=/home/sl\"\"ot,1.git\",\"dst=/home/sl\"\"ot,1.git\",readonly")
        .contains("--env=HOME=/home/slot-1.tmp")
        .doesNotContain("--env=PATH", "--env=HOME")
        .noneMatch(argument -> argument.contains("secret"))
        .noneMatch(argument -> argument.startsWith("--memory") || argument.startsWith("--network"));
    assertThat(arguments.subList(arguments.size() - 4, arguments.size()))
        .containsExactly("-c", "exec sh -c \"$1\" 2>&1", "sh", "echo \"$OWN\"; make");
  }

  @Test
  void theMachineSetsTheLimits() {
    assertThat(ContainerRun.arguments(options("none", "2g", "1.5"), CONTENTS))
        .contains("--network=none", "--memory=2g", "--cpus=1.5", "--userns=keep-id");
  }

  @Test
  void theClientFindsItsEngineByTheWorkersVariables() {
    Map<String, String> worker =
        Map.of("DOCKER_HOST", "unix:///run/x", "HOME", "/home/me", "SECRET", "s");

    assertThat(ContainerRun.engineVariables(worker)).containsOnlyKeys("DOCKER_HOST", "HOME");
  }

  private static ContainerRun.Options options(String network, String memory, String cpus) {
    return new ContainerRun.Options(
        "docker", ContainerRun.Pull.MISSING, network, memory, cpus, List.of("--userns=keep-id"));
  }
}
