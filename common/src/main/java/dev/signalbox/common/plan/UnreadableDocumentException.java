package dev.signalbox.common.plan;

/** A text that is no YAML or JSON, or too much of it; caught by the reader of plans. */
final class UnreadableDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  UnreadableDocumentException(
      ProblemCode code, Spot spot, String message, String hint, Throwable cause) {
    this(code, spot, message, hint);
    initCause(cause);
  }

  UnreadableDocumentException(ProblemCode code, Spot spot, String message, String hint) {
    super(message);
    this.problem =
        new Problem(Severity.ERROR, code.text(), "", spot.line(), spot.column(), message, hint);
  }

  Problem problem() {
    return problem;
  }
}
