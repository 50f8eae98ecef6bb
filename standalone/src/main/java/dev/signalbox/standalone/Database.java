package dev.signalbox.standalone;

import dev.signalbox.embedded.EmbeddedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The one database of scheduler and dashboard, made at the first start. */
final class Database {
  private static final String NAME = "signalbox";

  private Database() {}

  /** Creates it if need be and gives JDBC's address of it. */
  static String ensure(EmbeddedServers servers) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(servers.jdbcUrl(), servers.username(), servers.password())) {
      if (!exists(connection)) {
        try (Statement create = connection.createStatement()) {
          create.execute("create database " + NAME);
        }
      }
    }
    return servers.postgres().jdbcUrl(NAME);
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, NAME);
      return query.executeQuery().next();
    }
  }
}
