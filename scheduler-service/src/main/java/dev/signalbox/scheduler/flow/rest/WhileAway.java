package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.database.LostDatabase;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.springframework.core.NestedRuntimeException;

/**
 * Looks for what becomes of something that is handed in. It is safe in the log, whether or not the
 * database can say so just now, so a database that is away is only a reason to look again.
 */
final class WhileAway {
  private WhileAway() {}

  static <T> Optional<T> nothing(Supplier<Optional<T>> look) {
    try {
      return look.get();
    } catch (DataAccessException | NestedRuntimeException failure) {
      if (LostDatabase.isBehind(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
