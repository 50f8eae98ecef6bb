package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.plan.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that is not fulfilled: which kind of problem, and every reason. */
final class RestProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final transient List<Problem> errors;

  RestProblemException(HttpStatus status, String code, String detail, List<Problem> errors) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  static RestProblemException unknownPlan(String plan) {
    return new RestProblemException(
        HttpStatus.NOT_FOUND, "unknown-plan", "there is no plan " + plan, List.of());
  }

  static RestProblemException invalid(List<Problem> problems) {
    return new RestProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT, "invalid-plan", "the plan is not valid", problems);
  }

  static RestProblemException tooLong(long longest) {
    return new RestProblemException(
        HttpStatus.CONTENT_TOO_LARGE,
        "plan-too-large",
        "the plan is longer than "
            + longest
            + " bytes; signalbox.scheduler.largest-plan sets the limit",
        List.of());
  }

  static RestProblemException unavailable(String code, String detail) {
    return new RestProblemException(HttpStatus.SERVICE_UNAVAILABLE, code, detail, List.of());
  }

  /** Whether the same request will not be fulfilled later either. */
  boolean isFinal() {
    return !status.is5xxServerError();
  }

  HttpStatus status() {
    return status;
  }

  String code() {
    return code;
  }

  List<Problem> errors() {
    return errors;
  }
}
