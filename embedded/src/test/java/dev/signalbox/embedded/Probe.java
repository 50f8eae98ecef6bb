package dev.signalbox.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Leaves a mark in each of the servers and looks for it. */
final class Probe {

  private static final String TOPIC = "mark";

  private Probe() {}

  static void mark(EmbeddedServers servers) throws Exception {
    sql(servers.postgres(), "create table mark (word text)");
    sql(servers.postgres(), "insert into mark values ('kept')");
    redis(servers.redis(), "SET mark kept");
    try (Admin admin = admin(servers.kafka())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  /** What is found of {@link #mark}, server by server. */
  static List<String> marks(EmbeddedServers servers) throws Exception {
    return List.of(
        query(servers.postgres(), "select word from mark"),
        redis(servers.redis(), "GET mark"),
        Boolean.toString(topics(servers.kafka()).contains(TOPIC)));
  }

  /** {@link #marks} of servers that kept everything. */
  static List<String> allKept() {
    return List.of("kept", "$4\r\nkept", "true");
  }

  static Set<String> topics(EmbeddedKafka kafka) throws ExecutionException, InterruptedException {
    try (Admin admin = admin(kafka)) {
      return admin.listTopics().names().get();
    }
  }

  static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static String redis(EmbeddedRedis redis, String command) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", redis.port())) {
      String both = command + "\r\nQUIT\r\n";
      socket.getOutputStream().write(both.getBytes(StandardCharsets.UTF_8));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answers.replaceFirst("\r\n\\+OK\r\n$", "");
    }
  }

  private static void sql(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
  }
}
