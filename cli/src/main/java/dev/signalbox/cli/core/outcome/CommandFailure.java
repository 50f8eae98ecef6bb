package dev.signalbox.cli.core.outcome;

/** Ends a command: the exit code, what went wrong, why, and what to do about it. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final String why;
  private final String hint;

  /**
   * @param why the cause; may be empty
   * @param hint what to do; may be empty
   */
  public CommandFailure(ExitCode code, String message, String why, String hint) {
    super(message);
    this.code = code;
    this.why = why;
    this.hint = hint;
  }

  public ExitCode code() {
    return code;
  }

  public String why() {
    return why;
  }

  public String hint() {
    return hint;
  }

  /** What is said when there are words in the exception alone. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
