package dev.signalbox.scheduler.flow.rest;

import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers in RFC 9457's form, with a code and every reason. */
@RestControllerAdvice
public final class ProblemAnswers extends ResponseEntityExceptionHandler {

  @ExceptionHandler
  ProblemDetail known(RestProblemException problem) {
    ProblemDetail answer = answer(problem.status(), problem.code(), problem.getMessage());
    if (!problem.errors().isEmpty()) {
      answer.setProperty("errors", problem.errors());
    }
    return answer;
  }

  @ExceptionHandler
  ProblemDetail malformed(IllegalArgumentException problem) {
    return answer(HttpStatus.BAD_REQUEST, "bad-request", problem.getMessage());
  }

  @ExceptionHandler
  ProblemDetail noDatabase(DataAccessException problem) {
    return answer(
        HttpStatus.SERVICE_UNAVAILABLE, "database-unavailable", "the database does not answer");
  }

  private static ProblemDetail answer(HttpStatus status, String code, @Nullable String detail) {
    ProblemDetail answer = ProblemDetail.forStatus(status);
    answer.setDetail(detail == null ? code : detail);
    answer.setProperty("code", code);
    return answer;
  }
}
