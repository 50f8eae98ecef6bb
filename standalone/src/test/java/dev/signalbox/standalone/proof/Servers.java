package dev.signalbox.standalone.proof;

import static org.awaitility.Awaitility.await;

import dev.signalbox.embedded.EmbeddedPostgres;
import dev.signalbox.embedded.EmbeddedRedis;
import dev.signalbox.embedded.PostgresSettings;
import dev.signalbox.embedded.RedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Real, durable servers on ports of their own, with the ways in which they fail. */
final class Servers implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String DATABASE = "proof";

  private final Path folder;
  private final int kafkaPort;
  private EmbeddedPostgres postgres;
  private EmbeddedRedis redis;
  private Child broker;

  private Servers(Path folder, int kafkaPort) throws SQLException {
    this.folder = folder;
    this.kafkaPort = kafkaPort;
    this.broker = launchBroker();
    this.postgres = EmbeddedPostgres.start(PostgresSettings.in(folder.resolve("postgres")));
    this.redis = EmbeddedRedis.start(RedisSettings.in(folder.resolve("redis")));
    try (Connection connection = connect("postgres")) {
      connection.createStatement().execute("create database " + DATABASE);
    }
    awaitBroker();
  }

  static Servers start(Path folder, int kafkaPort) throws SQLException {
    return new Servers(folder, kafkaPort);
  }

  String kafka() {
    return "127.0.0.1:" + kafkaPort;
  }

  String redis() {
    return redis.uri();
  }

  /** What a service with a database is told of it. */
  List<String> database() {
    return List.of(
        "--spring.datasource.url=" + postgres.jdbcUrl(DATABASE),
        "--spring.datasource.username=" + postgres.username(),
        "--spring.datasource.password=" + postgres.password());
  }

  Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  /** Redis has nothing any more, and did not even restart. */
  void flushRedis() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", redis.port()), 1000);
      socket.getOutputStream().write("FLUSHALL\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!answer.startsWith("+OK")) {
        throw new IllegalStateException(answer);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Redis is killed and comes back with nothing. */
  void replaceRedis() {
    int port = redis.port();
    killChild("redis-server");
    redis.close();
    delete(folder.resolve("redis/data"));
    redis = EmbeddedRedis.start(RedisSettings.in(folder.resolve("redis")).withPort(port));
  }

  /** As {@code pg_ctl restart -m immediate}: open transactions are gone, the log is replayed. */
  void restartPostgres() {
    int port = postgres.port();
    try {
      Path pidFile;
      try (Stream<Path> files = Files.walk(folder.resolve("postgres"))) {
        pidFile = files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      }
      Child.send("QUIT", Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    postgres.close();
    postgres =
        EmbeddedPostgres.start(PostgresSettings.in(folder.resolve("postgres")).withPort(port));
  }

  /** The broker is killed and started again on what it had written. */
  void restartBroker() {
    broker.kill();
    broker = launchBroker();
    awaitBroker();
  }

  /** The broker is killed and comes back with nothing, not even its name. */
  void replaceBroker() {
    broker.kill();
    delete(folder.resolve("kafka/home"));
    broker = launchBroker();
    awaitBroker();
  }

  @Override
  public void close() {
    broker.kill();
    redis.close();
    postgres.close();
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(database), postgres.username(), postgres.password());
  }

  private Child launchBroker() {
    delete(folder.resolve("kafka/ready"));
    return Child.start(
        folder,
        "kafka",
        BrokerProcess.class.getName(),
        List.of(folder.resolve("kafka/home").toString(), Integer.toString(kafkaPort)));
  }

  private void awaitBroker() {
    await("the broker answers")
        .atMost(LIMIT)
        .failFast("the broker ended", () -> !broker.isAlive())
        .until(() -> Files.exists(folder.resolve("kafka/ready")));
  }

  private static void killChild(String program) {
    ProcessHandle child =
        ProcessHandle.current()
            .descendants()
            .filter(one -> one.info().command().orElse("").contains(program))
            .findFirst()
            .orElseThrow();
    child.destroyForcibly();
    await(program + " is gone").atMost(LIMIT).until(() -> !child.isAlive());
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
