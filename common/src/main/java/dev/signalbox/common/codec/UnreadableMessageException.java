package dev.signalbox.common.codec;

/** A record's value that is no message of the expected family. */
public final class UnreadableMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableMessageException(Class<?> family, Exception cause) {
    super("not a " + family.getSimpleName() + ": " + cause.getMessage(), cause);
  }
}
