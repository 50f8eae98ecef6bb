package dev.signalbox.embedded.testing;

import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Servers from the images that production uses, through Testcontainers. */
final class DockerServices implements Services {

  private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
  private static final String POSTGRES_IMAGE = "postgres:18";
  private static final String REDIS_IMAGE = "redis:8";
  private static final int REDIS_PORT = 6379;

  static final List<String> IMAGES = List.of(KAFKA_IMAGE, POSTGRES_IMAGE, REDIS_IMAGE);

  private final Lazy<KafkaContainer> kafka = new Lazy<>(DockerServices::startKafka);
  private final Lazy<PostgreSQLContainer> postgres = new Lazy<>(DockerServices::startPostgres);
  private final Lazy<GenericContainer<?>> redis = new Lazy<>(DockerServices::startRedis);

  @Override
  public String kafkaBootstrap() {
    return kafka.get().getBootstrapServers();
  }

  @Override
  public TestDatabase postgres() {
    PostgreSQLContainer server = postgres.get();
    return new TestDatabase(server.getJdbcUrl(), server.getUsername(), server.getPassword());
  }

  @Override
  public String redisUri() {
    GenericContainer<?> server = redis.get();
    return "redis://" + server.getHost() + ":" + server.getMappedPort(REDIS_PORT);
  }

  @Override
  public void close() {
    Closing.all(kafka, redis, postgres);
  }

  /** The same quick share groups as the embedded broker's. */
  private static KafkaContainer startKafka() {
    KafkaContainer container =
        new KafkaContainer(KAFKA_IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_GROUP_SHARE_HEARTBEAT_INTERVAL_MS", "500")
            .withEnv("KAFKA_GROUP_SHARE_MIN_HEARTBEAT_INTERVAL_MS", "500")
            .withEnv("KAFKA_GROUP_SHARE_ASSIGNMENT_INTERVAL_MS", "0")
            .withEnv("KAFKA_GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS", "1000");
    container.start();
    return container;
  }

  private static PostgreSQLContainer startPostgres() {
    PostgreSQLContainer container =
        new PostgreSQLContainer(POSTGRES_IMAGE)
            .withCommand("postgres", "-c", "fsync=off", "-c", "synchronous_commit=off");
    container.start();
    return container;
  }

  private static GenericContainer<?> startRedis() {
    GenericContainer<?> container =
        new GenericContainer<>(REDIS_IMAGE)
            .withExposedPorts(REDIS_PORT)
            .withCommand("redis-server", "--appendonly", "yes", "--maxmemory-policy", "noeviction");
    container.start();
    return container;
  }
}
