package dev.signalbox.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class RealServicesIT {

  @Test
  void everyDatabaseIsNewAndEmpty() throws Exception {
    TestDatabase one = RealServices.freshDatabase();
    try (Connection connection = connect(one)) {
      connection.createStatement().execute("create table only_here (id int)");
    }
    TestDatabase other = RealServices.freshDatabase();
    assertThat(other.jdbcUrl()).isNotEqualTo(one.jdbcUrl());
    try (Connection connection = connect(other);
        ResultSet tables = connection.getMetaData().getTables(null, "public", "%", null)) {
      assertThat(tables.next()).isFalse();
    }
  }

  @Test
  void kafkaAndRedisAnswer() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealServices.kafkaBootstrap()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
    URI redis = URI.create(RealServices.redisUri());
    try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
      socket.getOutputStream().write("PING\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("+PONG");
    }
  }

  private static Connection connect(TestDatabase database) throws Exception {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }
}
