package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {

  @TempDir Path home;

  @Test
  void dataClusterIdAndFixedPortsSurviveAndOnePortMayChange() throws Exception {
    String clusterId;
    String password;
    int[] ports;
    try (EmbeddedServers first = EmbeddedServers.start(ServersSettings.in(home))) {
      Probe.mark(first);
      clusterId = first.kafka().clusterId();
      password = first.password();
      ports = new int[] {first.kafka().port(), first.postgres().port(), first.redis().port()};
    }
    ServersSettings samePortsButRedis =
        ServersSettings.in(home).withPorts(ports[0], ports[1], Ports.ANY);
    try (EmbeddedServers second = EmbeddedServers.start(samePortsButRedis)) {
      assertThat(Probe.marks(second)).isEqualTo(Probe.allKept());
      assertThat(second.kafka().clusterId()).isEqualTo(clusterId);
      assertThat(second.kafka().port()).isEqualTo(ports[0]);
      assertThat(second.postgres().port()).isEqualTo(ports[1]);
      assertThat(second.password()).isEqualTo(password);
    }
  }

  @Test
  void postgresIsDurableUnlessItIsForThrowingAway() throws Exception {
    try (EmbeddedPostgres kept = EmbeddedPostgres.start(PostgresSettings.in(home));
        EmbeddedPostgres thrownAway = EmbeddedPostgres.throwAway()) {
      assertThat(Probe.query(kept, "show fsync")).isEqualTo("on");
      assertThat(Probe.query(kept, "show synchronous_commit")).isEqualTo("on");
      assertThat(Probe.query(thrownAway, "show fsync")).isEqualTo("off");
    }
  }

  @Test
  void aThrowAwayLeavesNothingBehind() throws Exception {
    Path folder = home.resolve("gone");
    RedisSettings settings = RedisSettings.in(folder).forThrowingAway();
    try (EmbeddedRedis redis = EmbeddedRedis.start(settings)) {
      assertThat(Probe.redis(redis, "CONFIG GET maxmemory-policy")).contains("noeviction");
      assertThat(Probe.redis(redis, "CONFIG GET appendfsync")).contains("everysec");
      assertThat(Files.exists(folder)).isTrue();
    }
    assertThat(Files.exists(folder)).isFalse();
  }
}
