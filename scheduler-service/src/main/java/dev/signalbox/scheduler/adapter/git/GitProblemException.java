package dev.signalbox.scheduler.adapter.git;

/** What a plan says about its repository is not so. */
public final class GitProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String pointer;
  private final String hint;

  GitProblemException(String code, String pointer, String message) {
    this(code, pointer, message, "");
  }

  GitProblemException(String code, String pointer, String message, String hint) {
    super(message);
    this.code = code;
    this.pointer = pointer;
    this.hint = hint;
  }

  /** Stable, as in {@code E041-no-such-branch}. */
  public String code() {
    return code;
  }

  /** JSON pointer into the plan. */
  public String pointer() {
    return pointer;
  }

  /** What to do about it; empty when there is nothing to say. */
  public String hint() {
    return hint;
  }
}
