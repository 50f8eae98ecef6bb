package dev.signalbox.scheduler.adapter.jooq;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together: it does them one after the other, and is waited for
 * once.
 */
final class Pipeline {
  private final Connection connection;
  private final List<Rendered> statements = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  Pipeline(Connection connection) {
    this.connection = connection;
  }

  /**
   * What the database said.
   *
   * @param counts how many rows each statement changed; -1 where it returns rows
   * @param values the first column of all rows that were returned
   */
  record Answer(List<Integer> counts, List<Object> values) {}

  /**
   * Adds a statement, which is sent later.
   *
   * @param given its values, in the order of its question marks
   * @return where its count will be
   */
  int add(Rendered statement, @Nullable Object... given) {
    statements.add(statement);
    values.addAll(Arrays.asList(given));
    return statements.size() - 1;
  }

  /** Sends what was added since the last time. */
  Answer send() {
    if (statements.isEmpty()) {
      return new Answer(List.of(), List.of());
    }
    String text = statements.stream().map(Rendered::text).collect(Collectors.joining("; "));
    try (PreparedStatement prepared = connection.prepareStatement(text)) {
      for (int at = 0; at < values.size(); at++) {
        bind(prepared, at + 1, values.get(at));
      }
      Answer answer = execute(prepared);
      statements.clear();
      values.clear();
      return answer;
    } catch (SQLException failure) {
      throw new DataAccessException("cannot execute\n" + text, failure);
    }
  }

  private Answer execute(PreparedStatement prepared) throws SQLException {
    Answer answer = new Answer(new ArrayList<>(), new ArrayList<>());
    boolean returnsRows = prepared.execute();
    for (int number = 0; number < statements.size(); number++) {
      answer.counts.add(prepared.getUpdateCount());
      if (returnsRows) {
        read(prepared, answer.values);
      }
      returnsRows = prepared.getMoreResults();
    }
    return answer;
  }

  private static void read(PreparedStatement prepared, List<Object> into) throws SQLException {
    try (ResultSet rows = prepared.getResultSet()) {
      while (rows.next()) {
        into.add(rows.getObject(1));
      }
    }
  }

  private static void bind(PreparedStatement prepared, int at, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> prepared.setNull(at, Types.OTHER);
      case Instant instant -> prepared.setObject(at, instant.atOffset(ZoneOffset.UTC));
      case Object[] several -> prepared.setArray(at, array(prepared.getConnection(), several));
      default -> prepared.setObject(at, value);
    }
  }

  private static Array array(Connection connection, Object[] several) throws SQLException {
    String type =
        switch (several) {
          case String[] texts -> "text";
          case Integer[] numbers -> "int4";
          case Long[] numbers -> "int8";
          case Boolean[] truths -> "bool";
          case UUID[] ids -> "uuid";
          case Instant[] instants -> "timestamptz";
          case byte[][] contents -> "bytea";
          default ->
              throw new IllegalArgumentException(
                  "no arrays of " + several.getClass().componentType());
        };
    return connection.createArrayOf(type, several);
  }
}
