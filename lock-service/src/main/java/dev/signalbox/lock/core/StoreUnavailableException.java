package dev.signalbox.lock.core;

/** The store could not be reached, or did not answer in time. */
public final class StoreUnavailableException extends RuntimeException {
  public static final String CODE = "redis-unavailable";
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(Exception cause) {
    super("Redis did not answer: " + cause.getMessage(), cause);
  }
}
