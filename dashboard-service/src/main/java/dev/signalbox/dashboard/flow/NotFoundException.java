package dev.signalbox.dashboard.flow;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** What was asked for is not on the board. */
final class NotFoundException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  NotFoundException(String code, String detail) {
    super(HttpStatus.NOT_FOUND, Problems.of(HttpStatus.NOT_FOUND, code, detail), null);
  }
}
