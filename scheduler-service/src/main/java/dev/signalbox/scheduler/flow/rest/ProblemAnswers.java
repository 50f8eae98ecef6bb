package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.database.LostDatabase;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers in RFC 9457's form, with a code and every reason. */
@RestControllerAdvice
public final class ProblemAnswers extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

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

  /**
   * Also what jOOQ, a transaction or the pool wraps it in. Requests change nothing in the database
   * themselves: what they ask for is decided from the log.
   */
  @ExceptionHandler
  ProblemDetail database(SQLException failure) {
    if (LostDatabase.isBehind(failure)) {
      return answer(
          HttpStatus.SERVICE_UNAVAILABLE,
          "database-unavailable",
          "the database does not answer; nothing was changed, try again when it is back");
    }
    LOG.error("the database refused what a request needs", failure);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "database-refused",
        "the database refused what this needs; the scheduler's log says why");
  }

  private static ProblemDetail answer(HttpStatus status, String code, @Nullable String detail) {
    ProblemDetail answer = ProblemDetail.forStatus(status);
    answer.setDetail(detail == null ? code : detail);
    answer.setProperty("code", code);
    return answer;
  }
}
