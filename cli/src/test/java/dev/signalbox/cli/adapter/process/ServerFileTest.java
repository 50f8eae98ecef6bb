package dev.signalbox.cli.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFileTest {
  private final ProcessHandle self = ProcessHandle.current();
  private final Instant started = self.info().startInstant().orElseThrow();

  @TempDir private Path home;

  @Test
  void aFileOfALivingProcessIsFound() throws IOException {
    write(self.pid(), started);

    assertThat(ServerFile.ofLiving(home))
        .hasValueSatisfying(file -> assertThat(file.isReady()).isTrue());
  }

  @Test
  void aFileLeftByAKilledProcessCountsAsNoneEvenWhenItsPidIsTakenAgain() throws IOException {
    write(self.pid(), started.minusSeconds(3600));

    assertThat(ServerFile.ofLiving(home)).isEmpty();
  }

  @Test
  void aFileThatIsHalfWrittenCountsAsNone() throws IOException {
    Files.writeString(home.resolve("server.json"), "{\"pid\": 1,");

    assertThat(ServerFile.ofLiving(home)).isEmpty();
  }

  @Test
  void theHolderOfAPortIsNamed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(PortOwner.isFree(socket.getLocalPort())).isFalse();
      assertThat(PortOwner.describe(socket.getLocalPort())).startsWith("pid " + self.pid());
    }
  }

  private void write(long pid, Instant startedAt) throws IOException {
    Files.writeString(
        home.resolve("server.json"),
        """
        {"pid": %d, "startedAt": "%s", "state": "ready", "port": 8080, "url": "http://x", "extra": 1}
        """
            .formatted(pid, startedAt));
  }
}
