package dev.signalbox.dashboard.flow;

import dev.signalbox.common.database.LostDatabase;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers in RFC 9457's form what goes wrong below every request. */
@Hidden
@RestControllerAdvice
public final class ProblemAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  /** Also what jOOQ, a transaction or the pool wraps it in. */
  @ExceptionHandler
  ProblemDetail database(SQLException failure, HttpServletRequest request) {
    if (LostDatabase.isBehind(failure)) {
      return Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "database-unavailable",
          "the database does not answer; " + whatIsLeft(request.getMethod()));
    }
    LOG.error("the database refused what a request needs", failure);
    return Problems.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "database-refused",
        "the database refused what this needs; the dashboard's log says why");
  }

  /** The answer to a write may be lost after it was made: only reads certainly change nothing. */
  private static String whatIsLeft(String method) {
    return method.equals("GET") || method.equals("HEAD")
        ? "nothing was changed, try again when it is back"
        : "when it is back, look whether this was done before you try again";
  }
}
