package dev.signalbox.cli.adapter.http;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.plan.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard's REST API at one address. */
public final class Api implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int HTTP_OK = 200;
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration LONG_ANSWER = Duration.ofMinutes(15);

  private final String url;
  private final @Nullable String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final JsonMapper json = MessageCodec.mapper();

  /**
   * @param url scheme, host and port
   * @param token sent as a bearer token when given
   */
  public Api(String url, @Nullable String token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  /**
   * An answer of the server that was not an error of the connection.
   *
   * @param body JSON; a missing node when the body was none
   */
  public record Answer(int status, JsonNode body) {
    public boolean ok() {
      return status >= 200 && status < 300;
    }

    public boolean notFound() {
      return status == 404;
    }

    /** The problem's stable code; empty when the server gave none. */
    public String code() {
      return body.path("code").asString("");
    }

    /** The words of a problem. */
    public String detail() {
      String detail = body.path("detail").asString("");
      return detail.isEmpty() ? body.path("title").asString("status " + status) : detail;
    }
  }

  /** Where the server is, for people. */
  public String url() {
    return url;
  }

  public Answer get(String path) throws IOException {
    return send(request(path).GET());
  }

  /**
   * A piece of a text that grows.
   *
   * @param next the offset after this piece
   * @param ended whether nothing follows, ever
   */
  public record Piece(int status, String text, long next, boolean ended) {
    public boolean ok() {
      return status == HTTP_OK;
    }
  }

  /** Output from an offset on. */
  public Piece text(String path) throws IOException {
    HttpResponse<String> answer = answer(request(path).GET());
    var headers = answer.headers();
    return new Piece(
        answer.statusCode(),
        answer.body(),
        headers.firstValueAsLong("X-Log-Next").orElse(0),
        headers.firstValue("X-Log-Ended").map(Boolean::parseBoolean).orElse(true));
  }

  public Answer post(String path, String body, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    return send(request);
  }

  /** Removes what is there. */
  public Answer delete(String path) throws IOException {
    return send(request(path).DELETE());
  }

  /**
   * Sends a long body as it is read, and waits long for the answer.
   *
   * @param length in bytes
   */
  public Answer post(
      String path, Supplier<InputStream> body, long length, Map<String, String> headers)
      throws IOException {
    HttpRequest.Builder request =
        request(path)
            .timeout(LONG_ANSWER)
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(body), length));
    headers.forEach(request::setHeader);
    return send(request);
  }

  /** The plan's problems in an answer that refused it. */
  public List<Problem> problems(Answer answer) {
    List<Problem> problems = new ArrayList<>();
    answer
        .body()
        .path("errors")
        .forEach(each -> problems.add(json.treeToValue(each, Problem.class)));
    return problems;
  }

  /** Reads a part of an answer. */
  public <T> T as(JsonNode node, Class<T> type) {
    return json.treeToValue(node, type);
  }

  /** A value as a part of a path or query. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(ANSWER)
            .header("Accept", "application/json, application/problem+json, text/plain");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    HttpResponse<String> answer = answer(request);
    return new Answer(answer.statusCode(), parsed(answer.body()));
  }

  private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", "", "");
    }
  }

  private JsonNode parsed(String body) {
    try {
      return json.readTree(body);
    } catch (JacksonException notJson) {
      return json.missingNode();
    }
  }
}
