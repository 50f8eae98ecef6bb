package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortTakenIT {

  @TempDir Path home;

  private ServerSocket holder = unbound();

  @BeforeEach
  void takeAPort() throws IOException {
    holder = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
  }

  @AfterEach
  void giveItBack() throws IOException {
    holder.close();
  }

  @Test
  void everyServerRefusesNamingTheHolder() {
    int port = holder.getLocalPort();
    Stream.<Runnable>of(
            () -> EmbeddedKafka.start(KafkaSettings.in(home.resolve("k")).withPort(port)),
            () -> EmbeddedPostgres.start(PostgresSettings.in(home.resolve("p")).withPort(port)),
            () -> EmbeddedRedis.start(RedisSettings.in(home.resolve("r")).withPort(port)))
        .forEach(start -> assertRefused(start, port));
  }

  @Test
  void ofTheThreeNoneIsLeftRunningAndTheHomeIsFreeAgain() throws Exception {
    int port = holder.getLocalPort();
    assertRefused(
        () -> EmbeddedServers.start(ServersSettings.in(home).withPorts(0, port, 0)), port);
    holder.close();
    try (EmbeddedServers servers =
        EmbeddedServers.start(ServersSettings.in(home).withPorts(0, port, 0))) {
      assertThat(servers.postgres().port()).isEqualTo(port);
    }
  }

  @Test
  void kafkaThatCannotBindAfterAllFailsAndLeavesTheJvmAlone() {
    String listeners =
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(Ports.resolve(Ports.ANY), holder.getLocalPort());
    KafkaSettings settings =
        KafkaSettings.in(home.resolve("k")).withSettings(Map.of("listeners", listeners));
    EmbeddedServerException failure =
        catchThrowableOfType(
            EmbeddedServerException.class, () -> EmbeddedKafka.start(settings).close());
    assertThat(failure.code()).isEqualTo(Code.START_FAILED);
    assertThat(failure).hasMessageContaining("gave up");
    try (EmbeddedKafka next = EmbeddedKafka.start(KafkaSettings.in(home.resolve("k")))) {
      assertThat(next.port()).isPositive();
    }
  }

  private static void assertRefused(Runnable start, int port) {
    EmbeddedServerException refusal =
        catchThrowableOfType(EmbeddedServerException.class, start::run);
    assertThat(refusal.code()).isEqualTo(Code.PORT_TAKEN);
    assertThat(refusal)
        .hasMessageStartingWith(
            "port %d is taken by pid %d (", port, ProcessHandle.current().pid());
  }

  private static ServerSocket unbound() {
    try {
      return new ServerSocket();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
