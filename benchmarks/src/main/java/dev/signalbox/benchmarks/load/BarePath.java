package dev.signalbox.benchmarks.load;

import dev.signalbox.embedded.EmbeddedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/**
 * The yardstick of dispatch latency: what two Kafka hops, one durable commit and one Lua call cost
 * on the same kind of servers, with nothing of Signalbox between them.
 */
final class BarePath implements AutoCloseable {
  private static final String IN = "bare.in";
  private static final String OUT = "bare.out";
  private static final String LUA = "return redis.call('set', KEYS[1], ARGV[1])";

  private final Connection database;
  private final RedissonClient redis;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> first;
  private final KafkaConsumer<String, String> second;

  /** Connects to running servers. */
  BarePath(EmbeddedServers servers) throws SQLException, ExecutionException, InterruptedException {
    Map<String, Object> kafka =
        Map.of("bootstrap.servers", servers.kafkaBootstrap(), "acks", "all", "linger.ms", "0");
    createTopics(kafka);
    database =
        DriverManager.getConnection(servers.jdbcUrl(), servers.username(), servers.password());
    try (var statement = database.createStatement()) {
      statement.execute("create table bare (id bigint primary key, at timestamptz default now())");
    }
    Config config = new Config();
    config.useSingleServer().setAddress(servers.redisUri());
    redis = Redisson.create(config);
    producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
    first = consumer(kafka, IN);
    second = consumer(kafka, OUT);
  }

  /** Walks the path the given number of times, one after the other; milliseconds each. */
  List<Double> walk(long from, int times)
      throws SQLException, ExecutionException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (long id = from; id < from + times; id++) {
      long start = System.nanoTime();
      producer.send(new ProducerRecord<>(IN, "k", Long.toString(id))).get();
      receive(first);
      commit(id);
      producer.send(new ProducerRecord<>(OUT, "k", Long.toString(id))).get();
      receive(second);
      redis
          .getScript(StringCodec.INSTANCE)
          .eval(RScript.Mode.READ_WRITE, LUA, RScript.ReturnType.VALUE, List.of("bare"), "" + id);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis;
  }

  @Override
  public void close() throws SQLException {
    first.close();
    second.close();
    producer.close();
    redis.shutdown();
    database.close();
  }

  private void commit(long id) throws SQLException {
    try (PreparedStatement insert = database.prepareStatement("insert into bare values (?)")) {
      insert.setLong(1, id);
      insert.executeUpdate();
    }
  }

  private static void receive(KafkaConsumer<String, String> consumer) {
    while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
      continue;
    }
  }

  private static void createTopics(Map<String, Object> kafka)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap(kafka)))) {
      admin
          .createTopics(List.of(new NewTopic(IN, 1, (short) 1), new NewTopic(OUT, 1, (short) 1)))
          .all()
          .get();
    }
  }

  private static Object bootstrap(Map<String, Object> kafka) {
    return kafka.getOrDefault("bootstrap.servers", "");
  }

  private static KafkaConsumer<String, String> consumer(Map<String, Object> kafka, String topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap(kafka));
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    var partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition);
    return consumer;
  }
}
