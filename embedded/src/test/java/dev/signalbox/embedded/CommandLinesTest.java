package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLinesTest {

  private static final Path HOME = Path.of("/home");
  private static final Path DATA = Path.of("/home/data");

  @Test
  void postgresIsDurableByDefaultAndOnLoopback() {
    assertThat(postgres(PostgresSettings.in(HOME)))
        .startsWith("/opt/bin/postgres", "-D", "/home/data", "-p", "5432")
        .contains("listen_addresses=127.0.0.1")
        .noneMatch(word -> word.startsWith("fsync"));
  }

  @Test
  void postgresForThrowingAwayDoesNotSync() {
    assertThat(postgres(PostgresSettings.in(HOME).forThrowingAway()))
        .contains("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  }

  @Test
  void settingsOfTheCallerWin() {
    Map<String, String> own = Map.of("shared_buffers", "1GB");
    assertThat(postgres(PostgresSettings.in(HOME).withSettings(own)))
        .contains("shared_buffers=1GB")
        .doesNotContain("shared_buffers=64MB");
  }

  @Test
  void redisAppendsAndNeverEvicts() {
    List<String> command = redis(RedisSettings.in(HOME));
    assertThat(command)
        .containsSequence("--appendonly", "yes")
        .containsSequence("--appendfsync", "everysec")
        .containsSequence("--maxmemory-policy", "noeviction")
        .containsSequence("--bind", "127.0.0.1");
    assertThat(redis(RedisSettings.in(HOME).withAppendFsync("always")))
        .containsSequence("--appendfsync", "always");
  }

  @Test
  void kafkaHasQuickShareGroupsAndOnePartition() {
    Map<String, String> broker = BrokerProperties.of(DATA, 9092, 9093, Map.of());
    assertThat(broker)
        .containsEntry("group.share.heartbeat.interval.ms", "500")
        .containsEntry("group.share.min.heartbeat.interval.ms", "500")
        .containsEntry("group.share.assignment.interval.ms", "0")
        .containsEntry("group.share.min.record.lock.duration.ms", "1000")
        .containsEntry("num.partitions", "1")
        .containsEntry("auto.create.topics.enable", "false")
        .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093");
    assertThat(BrokerProperties.of(DATA, 9092, 9093, Map.of("num.partitions", "3")))
        .containsEntry("num.partitions", "3");
  }

  private static List<String> postgres(PostgresSettings settings) {
    return EmbeddedPostgres.command(Path.of("/opt"), DATA, 5432, settings);
  }

  private static List<String> redis(RedisSettings settings) {
    return EmbeddedRedis.command(Path.of("/opt/redis-server"), DATA, 6379, settings);
  }
}
