package dev.signalbox.worker.adapter.http;

import org.jspecify.annotations.Nullable;

/** The lock-service did not answer as it should; nothing is known about the claim. */
public final class LockServiceUnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LockServiceUnreachableException(String message, @Nullable Exception cause) {
    super(message, cause);
  }
}
