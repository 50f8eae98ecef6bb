package dev.signalbox.worker.adapter.git;

/** Git did not do what was asked; the message has its output. */
public final class GitFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With words for users. */
  public GitFailedException(String message) {
    super(message);
  }

  GitFailedException(String message, Exception cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
