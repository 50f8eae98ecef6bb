package dev.signalbox.embedded.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real Kafka, PostgreSQL and Redis for tests: one set per JVM, each server started at its first use
 * and closed at the JVM's end.
 *
 * <p>The system property or environment variable {@code signalbox.test.servers} ({@code
 * SIGNALBOX_TEST_SERVERS}) chooses where they come from: {@code docker} (fails without), {@code
 * embedded}, or {@code auto}, the default: Docker when an engine answers that has the images.
 */
public final class RealServices {

  /** Where the servers come from. */
  public enum Kind {
    DOCKER,
    EMBEDDED
  }

  private static final Logger LOG = LoggerFactory.getLogger(RealServices.class);
  private static final String SETTING = "signalbox.test.servers";
  private static final AtomicLong DATABASES = new AtomicLong();

  private RealServices() {}

  public static Kind kind() {
    return Holder.KIND;
  }

  /** What clients take as {@code bootstrap.servers}; topics are not created by themselves. */
  public static String kafkaBootstrap() {
    return Holder.SERVICES.kafkaBootstrap();
  }

  /** A new, empty database at each call. */
  public static TestDatabase freshDatabase() {
    TestDatabase server = Holder.SERVICES.postgres();
    String name = "test_" + DATABASES.incrementAndGet();
    onServer("create database " + name);
    return new TestDatabase(named(server.jdbcUrl(), name), server.username(), server.password());
  }

  /** Does something while the database lets nobody in, and has ended who was. */
  public static void whileAway(TestDatabase database, Runnable something) {
    String name = database.jdbcUrl().replaceFirst("[?].*", "").replaceFirst(".*/", "");
    onServer(
        "alter database " + name + " allow_connections false",
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    try {
      something.run();
    } finally {
      onServer("alter database " + name + " allow_connections true");
    }
  }

  private static void onServer(String... statements) {
    TestDatabase server = Holder.SERVICES.postgres();
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The address as {@code redis://host:port}; all tests of a JVM share its content. */
  public static String redisUri() {
    return Holder.SERVICES.redisUri();
  }

  /** The same address with another database in its path. */
  static String named(String jdbcUrl, String database) {
    int query = jdbcUrl.indexOf('?');
    String path = query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    String rest = query < 0 ? "" : jdbcUrl.substring(query);
    return path.substring(0, path.lastIndexOf('/') + 1) + database + rest;
  }

  /**
   * What the setting and the engine's answer amount to.
   *
   * @param obstacle why Docker cannot be used, if so
   */
  static Kind choose(String setting, Optional<String> obstacle) {
    return switch (setting) {
      case "embedded" -> Kind.EMBEDDED;
      case "auto" -> obstacle.isEmpty() ? Kind.DOCKER : Kind.EMBEDDED;
      case "docker" -> {
        obstacle.ifPresent(reason -> {
          throw new IllegalStateException(SETTING + " is docker, but " + reason);
        });
        yield Kind.DOCKER;
      }
      default ->
          throw new IllegalArgumentException(
              SETTING + " is " + setting + ", not auto, docker or embedded");
    };
  }

  private static String setting() {
    return Optional.ofNullable(System.getProperty(SETTING))
        .or(() -> Optional.ofNullable(System.getenv("SIGNALBOX_TEST_SERVERS")))
        .filter(value -> !value.isBlank())
        .map(value -> value.toLowerCase(Locale.ROOT))
        .orElse("auto");
  }

  /** Made at the first use, by the class loader's own lock. */
  private static final class Holder {

    static final Kind KIND = decide();
    static final Services SERVICES = services();

    private static Kind decide() {
      String setting = setting();
      Optional<String> obstacle = setting.equals("embedded") ? Optional.empty() : Docker.obstacle();
      Kind kind = choose(setting, obstacle);
      String reason = obstacle.map(text -> ": " + text).orElse("");
      LOG.info("test servers: {} ({} is {}{})", kind, SETTING, setting, reason);
      return kind;
    }

    private static Services services() {
      Services services =
          switch (KIND) {
            case DOCKER -> new DockerServices();
            case EMBEDDED -> new EmbeddedServices();
          };
      Runtime.getRuntime().addShutdownHook(new Thread(services::close, "test-servers-close"));
      return services;
    }
  }
}
