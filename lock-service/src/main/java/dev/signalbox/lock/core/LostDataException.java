package dev.signalbox.lock.core;

import dev.signalbox.common.id.RepositoryId;
import java.time.Duration;

/**
 * The store has lost what it knew of a repository; until the holders have noticed, nothing new is
 * granted there.
 */
public final class LostDataException extends RuntimeException {
  public static final String CODE = "redis-lost-data";
  private static final long serialVersionUID = 1L;

  private final transient Duration retryAfter;

  public LostDataException(RepositoryId repository, Duration retryAfter) {
    super(
        "claims of "
            + repository
            + " may have been lost; nothing new is granted for "
            + retryAfter);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
