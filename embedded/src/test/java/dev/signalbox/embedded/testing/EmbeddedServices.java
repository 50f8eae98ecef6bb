package dev.signalbox.embedded.testing;

import dev.signalbox.embedded.EmbeddedKafka;
import dev.signalbox.embedded.EmbeddedPostgres;
import dev.signalbox.embedded.EmbeddedRedis;

/** Servers from Maven artifacts, on folders that vanish. */
final class EmbeddedServices implements Services {

  private final Lazy<EmbeddedKafka> kafka = new Lazy<>(EmbeddedKafka::throwAway);
  private final Lazy<EmbeddedPostgres> postgres = new Lazy<>(EmbeddedPostgres::throwAway);
  private final Lazy<EmbeddedRedis> redis = new Lazy<>(EmbeddedRedis::throwAway);

  @Override
  public String kafkaBootstrap() {
    return kafka.get().bootstrap();
  }

  @Override
  public TestDatabase postgres() {
    EmbeddedPostgres server = postgres.get();
    return new TestDatabase(server.jdbcUrl(), server.username(), server.password());
  }

  @Override
  public String redisUri() {
    return redis.get().uri();
  }

  @Override
  public void close() {
    Closing.all(kafka, redis, postgres);
  }
}
