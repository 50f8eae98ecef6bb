package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.adapter.http.Upstream;
import dev.signalbox.dashboard.adapter.http.Upstream.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Passes a request on to another service, and its answer back, neither changed. */
final class Forwarding {
  private static final List<String> PASSED =
      List.of("content-type", "accept", "idempotency-key", "x-submitted-by", "traceparent");

  private final Upstream upstream;
  private final JsonMapper json;

  Forwarding(Upstream upstream, JsonMapper json) {
    this.upstream = upstream;
    this.json = json;
  }

  ResponseEntity<byte[]> forward(HttpServletRequest request) {
    return forward(request, request.getRequestURI());
  }

  /**
   * @param path another path than the request's own
   */
  ResponseEntity<byte[]> forward(HttpServletRequest request, String path) {
    byte[] body;
    try {
      body = request.getInputStream().readAllBytes();
    } catch (IOException gone) {
      return problem(HttpStatus.BAD_REQUEST, "unreadable-body", "the body could not be read");
    }
    return answer(upstream.pass(request.getMethod(), target(request, path), passed(request), body));
  }

  /**
   * Passes on what may be long, as it comes.
   *
   * @param patience how long the answer may take
   */
  ResponseEntity<byte[]> forwardLong(HttpServletRequest request, Duration patience) {
    try {
      var body =
          new Upstream.Body(request.getInputStream(), request.getContentLengthLong(), patience);
      String target = target(request, request.getRequestURI());
      return answer(upstream.pass(request.getMethod(), target, passed(request), body));
    } catch (IOException gone) {
      return problem(HttpStatus.BAD_REQUEST, "unreadable-body", "the body could not be read");
    }
  }

  private static String target(HttpServletRequest request, String path) {
    String query = request.getQueryString();
    return query == null ? path : path + "?" + query;
  }

  private ResponseEntity<byte[]> answer(Answer given) {
    return switch (given) {
      case Answer.Answered answered -> answer(answered);
      case Answer.Away away ->
          problem(HttpStatus.SERVICE_UNAVAILABLE, "upstream-away", away.detail());
      case Answer.Broken broken ->
          problem(HttpStatus.BAD_GATEWAY, "upstream-broken", broken.detail());
    };
  }

  private static Map<String, String> passed(HttpServletRequest request) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : PASSED) {
      String value = request.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static ResponseEntity<byte[]> answer(Answer.Answered answered) {
    HttpHeaders headers = new HttpHeaders();
    answered.headers().forEach(headers::set);
    return ResponseEntity.status(answered.status()).headers(headers).body(answered.body());
  }

  private ResponseEntity<byte[]> problem(HttpStatus status, String code, String detail) {
    byte[] body = json.writeValueAsBytes(Problems.of(status, code, detail));
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body);
  }
}
