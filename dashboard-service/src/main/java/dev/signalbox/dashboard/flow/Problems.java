package dev.signalbox.dashboard.flow;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Errors as RFC 9457 wants them, each with a code to count and look for. */
final class Problems {

  private Problems() {}

  static ProblemDetail of(HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    return problem;
  }
}
