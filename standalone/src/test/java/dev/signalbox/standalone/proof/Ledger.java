package dev.signalbox.standalone.proof;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;

/** What the scheduler has committed of a plan. */
record Ledger(Servers servers, String plan) {

  /** Waits until every task completed. */
  void awaitCompleted(Duration limit) throws SQLException {
    try {
      await("every task of " + plan + " completed")
          .atMost(limit)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptionsInstanceOf(SQLException.class)
          .until(() -> states().values().stream().allMatch("COMPLETED"::equals));
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("not completed: " + states(), late);
    }
  }

  /** Waits until so many tasks completed. */
  void awaitSome(int count) {
    await(count + " tasks of " + plan + " completed")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> completed() >= count);
  }

  long completed() throws SQLException {
    return states().values().stream().filter("COMPLETED"::equals).count();
  }

  /** Task → state, with the reason of what is not well. */
  Map<String, String> states() throws SQLException {
    Map<String, String> states = new TreeMap<>();
    try (Connection connection = servers.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select key, state, reason from scheduler.task where plan = ?")) {
      query.setObject(1, UUID.fromString(plan));
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        String state = rows.getString(2);
        states.put(
            rows.getString(1), state.equals("COMPLETED") ? state : state + " " + rows.getString(3));
      }
    }
    return states;
  }
}
