package dev.signalbox.lock.flow;

import dev.signalbox.lock.core.StoreUnavailableException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as RFC 9457 problems, each with a code. */
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {
  private static final String CODE = "code";

  /** Jackson's message goes on with its own switches and the place in our source. */
  private static final Pattern AFTER = Pattern.compile("[;\\n]");

  private static final Duration SOON = Duration.ofSeconds(1);

  @ExceptionHandler
  ResponseEntity<Object> unavailable(StoreUnavailableException failure) {
    return unavailable(StoreUnavailableException.CODE, failure.getMessage(), SOON);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String cause = Objects.requireNonNullElse(unreadable.getMostSpecificCause().getMessage(), "");
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, AFTER.split(cause)[0]);
    return handleExceptionInternal(unreadable, problem, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ResponseEntity<Object> response =
        super.handleExceptionInternal(failure, body, headers, status, request);
    if (response != null && response.getBody() instanceof ProblemDetail problem) {
      problem.setProperty(CODE, code(status));
    }
    return response;
  }

  private static ResponseEntity<Object> unavailable(
      String code, @Nullable String detail, Duration retryAfter) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
    problem.setProperty(CODE, code);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())))
        .body(problem);
  }

  private static String code(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null
        ? "error-" + status.value()
        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
