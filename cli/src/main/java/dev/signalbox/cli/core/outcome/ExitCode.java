package dev.signalbox.cli.core.outcome;

/** The exit codes, the same for every command. */
public enum ExitCode {
  OK(0),
  FAILURE(1),
  USAGE(2),
  NOT_FOUND(3),
  NOT_ALLOWED(4),
  CONFLICT(5),
  UNREACHABLE(6),
  PLAN_FAILED(7),
  TIMED_OUT(8),
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
