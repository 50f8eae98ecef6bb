package dev.signalbox.embedded;

import java.nio.file.Path;

/**
 * Where and how the three servers run together.
 *
 * @param home the folder they share, each in one below it
 * @param throwAway speed over durability, and the home is deleted on close
 */
public record ServersSettings(
    Path home,
    boolean throwAway,
    KafkaSettings kafka,
    PostgresSettings postgres,
    RedisSettings redis) {

  /** Kept and durable, on free ports. */
  public static ServersSettings in(Path home) {
    return new ServersSettings(
        home,
        false,
        KafkaSettings.in(home.resolve("kafka")),
        PostgresSettings.in(home.resolve("postgres")),
        RedisSettings.in(home.resolve("redis")));
  }

  /** Each port fixed, or 0 for a free one. */
  public ServersSettings withPorts(int kafkaPort, int postgresPort, int redisPort) {
    return new ServersSettings(
        home,
        throwAway,
        kafka.withPort(kafkaPort),
        postgres.withPort(postgresPort),
        redis.withPort(redisPort));
  }

  public ServersSettings withKafka(KafkaSettings newKafka) {
    return new ServersSettings(home, throwAway, newKafka, postgres, redis);
  }

  public ServersSettings withPostgres(PostgresSettings newPostgres) {
    return new ServersSettings(home, throwAway, kafka, newPostgres, redis);
  }

  public ServersSettings withRedis(RedisSettings newRedis) {
    return new ServersSettings(home, throwAway, kafka, postgres, newRedis);
  }

  /** Where binaries are unpacked. */
  public ServersSettings withCache(Path cache) {
    return withPostgres(postgres.withCache(cache)).withRedis(redis.withCache(cache));
  }

  /** Fast and forgotten. */
  public ServersSettings forThrowingAway() {
    return new ServersSettings(
        home, true, kafka.forThrowingAway(), postgres.forThrowingAway(), redis.forThrowingAway());
  }
}
