package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Path HOME = Path.of("/srv/box");

  @Test
  void byDefaultAllIsKeptOnFreePortsInAFolderEach() {
    ServersSettings settings = ServersSettings.in(HOME);
    assertThat(settings.throwAway()).isFalse();
    assertThat(settings.kafka()).isEqualTo(KafkaSettings.in(HOME.resolve("kafka")));
    assertThat(settings.postgres()).isEqualTo(PostgresSettings.in(HOME.resolve("postgres")));
    assertThat(settings.redis()).isEqualTo(RedisSettings.in(HOME.resolve("redis")));
    assertThat(settings.kafka().port()).isZero();
    assertThat(settings.postgres().throwAway()).isFalse();
    assertThat(settings.redis().appendFsync()).isEqualTo("everysec");
    assertThat(settings.redis().cache()).endsWith(Path.of("signalbox"));
  }

  @Test
  void throwingAwayAndPortsReachEachServer() {
    ServersSettings settings = ServersSettings.in(HOME).withPorts(1, 2, 3).forThrowingAway();
    assertThat(settings.kafka())
        .isEqualTo(KafkaSettings.in(HOME.resolve("kafka")).withPort(1).forThrowingAway());
    assertThat(settings.postgres().port()).isEqualTo(2);
    assertThat(settings.postgres().throwAway()).isTrue();
    assertThat(settings.redis().port()).isEqualTo(3);
    assertThat(settings.redis().throwAway()).isTrue();
  }
}
