package dev.signalbox.embedded;

/** Says why an embedded server could not be started, with a code to branch on and count by. */
public final class EmbeddedServerException extends RuntimeException {

  /** The kinds of failure. */
  public enum Code {
    /** Another process listens on the wanted port. */
    PORT_TAKEN,
    /** A living JVM runs a server on the same home directory. */
    HOME_IN_USE,
    /** There are no binaries for this operating system and processor. */
    UNSUPPORTED_PLATFORM,
    /** The user is root and no way to run PostgreSQL as somebody else works here. */
    CANNOT_RUN_AS_ROOT,
    /** The binaries could not be unpacked. */
    EXTRACTION_FAILED,
    /** The server ended, or refused, while it was being started. */
    START_FAILED,
    /** The server, or one left over from a killed JVM, did not get there in time. */
    TIMED_OUT,
    /** The starting thread was interrupted. */
    INTERRUPTED
  }

  private static final long serialVersionUID = 1L;

  private final Code code;

  EmbeddedServerException(Code code, String message) {
    super(message);
    this.code = code;
  }

  EmbeddedServerException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What kind of failure this is. */
  public Code code() {
    return code;
  }
}
