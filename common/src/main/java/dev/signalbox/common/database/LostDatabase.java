package dev.signalbox.common.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away from one that refuses what it is asked, whichever library wraps
 * what the driver or the connection pool says.
 */
public final class LostDatabase {
  private static final int DEEPEST = 32;

  /** SQL states: no connection, out of room for one, ended by its operator. */
  private static final List<String> AWAY = List.of("08", "53", "57P");

  private LostDatabase() {}

  /** Whether the failure says that the database is away, so that the same may work later. */
  public static boolean isBehind(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLException told && isAway(told)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isAway(SQLException told) {
    return told instanceof SQLTransientConnectionException
        || told instanceof SQLNonTransientConnectionException
        || told instanceof SQLRecoverableException
        || isAway(told.getSQLState());
  }

  private static boolean isAway(@Nullable String state) {
    return state != null && AWAY.stream().anyMatch(state::startsWith);
  }
}
