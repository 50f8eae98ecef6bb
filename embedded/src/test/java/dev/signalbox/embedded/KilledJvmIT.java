package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJvmIT {

  @TempDir Path home;

  @Test
  void itsHomeIsRefusedWhileItLivesAndWorksAgainAtOnceAfterTheKill() throws Exception {
    Process jvm = startJvm();
    try {
      awaitReady(jvm);
      assertThatThrownBy(() -> EmbeddedServers.start(ServersSettings.in(home)))
          .hasMessageContaining("in use by pid " + jvm.pid())
          .extracting(failure -> ((EmbeddedServerException) failure).code())
          .isEqualTo(Code.HOME_IN_USE);
    } finally {
      jvm.destroyForcibly().waitFor();
    }
    try (EmbeddedServers next = EmbeddedServers.start(ServersSettings.in(home))) {
      assertThat(Probe.marks(next)).isEqualTo(Probe.allKept());
    }
  }

  @Test
  void itsChildrenDieWithIt() throws Exception {
    Process jvm = startJvm();
    List<ProcessHandle> children;
    try {
      children = awaitReady(jvm);
      assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);
    } finally {
      jvm.destroyForcibly().waitFor();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
  }

  private Process startJvm() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunUntilKilled.class.getName(),
                home.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<ProcessHandle> awaitReady(Process jvm) throws IOException {
    BufferedReader output = jvm.inputReader();
    String line = output.readLine();
    while (line != null && !line.startsWith("READY ")) {
      line = output.readLine();
    }
    assertThat(line).as("the JVM's last word").isNotNull();
    return Arrays.stream(String.valueOf(line).split(" "))
        .skip(1)
        .map(Long::valueOf)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .toList();
  }
}
