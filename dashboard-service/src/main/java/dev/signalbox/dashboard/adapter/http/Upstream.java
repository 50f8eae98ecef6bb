package dev.signalbox.dashboard.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Another service, which answers requests that are passed on to it as they came. */
public final class Upstream implements AutoCloseable {
  private static final List<String> ANSWERED =
      List.of("content-type", "location", "link", "retry-after", "etag", "cache-control");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final String name;
  private final URI base;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param name for people, as in "scheduler"
   */
  public Upstream(String name, URI base, Duration timeout) {
    this.name = name;
    this.base = base;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /** What came back. */
  public sealed interface Answer {
    /** The service answered; whatever the status, it is its own. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(int status, Map<String, String> headers, byte[] body) implements Answer {}

    /** Nobody was there. */
    record Away(String detail) implements Answer {}

    /** It was there and gave no answer. */
    record Broken(String detail) implements Answer {}
  }

  /**
   * What is sent along.
   *
   * @param length in bytes; negative when it is not known
   * @param patience how long the answer may take, the sending included
   */
  public record Body(InputStream content, long length, Duration patience) {
    private HttpRequest.BodyPublisher publisher() {
      HttpRequest.BodyPublisher whole = HttpRequest.BodyPublishers.ofInputStream(() -> content);
      return length < 0 ? whole : HttpRequest.BodyPublishers.fromPublisher(whole, length);
    }
  }

  /**
   * Passes a request on.
   *
   * @param pathAndQuery as it came, with the leading slash
   */
  public Answer pass(String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
    var publisher = HttpRequest.BodyPublishers.ofByteArray(body);
    return sent(request(method, pathAndQuery, headers).timeout(timeout), publisher);
  }

  /** Passes a request on whose body goes through without being held. */
  public Answer pass(String method, String pathAndQuery, Map<String, String> headers, Body body) {
    // The publisher refuses a length of zero, which is none.
    return body.length() == 0
        ? pass(method, pathAndQuery, headers, new byte[0])
        : sent(request(method, pathAndQuery, headers).timeout(body.patience()), body.publisher());
  }

  /** An answer that is read as it comes; whoever gets it closes it. */
  public Optional<InputStream> open(String path) {
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(URI.create(stripped() + path)).timeout(timeout).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() == 200) {
        return Optional.of(response.body());
      }
      response.body().close();
    } catch (IOException away) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest.Builder request(
      String method, String pathAndQuery, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stripped() + pathAndQuery))
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::setHeader);
    return request;
  }

  private Answer sent(HttpRequest.Builder request, HttpRequest.BodyPublisher body) {
    try {
      HttpRequest complete = request.method(request.build().method(), body).build();
      return answered(client.send(complete, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (ConnectException away) {
      return new Answer.Away("the " + name + " is not reachable");
    } catch (HttpTimeoutException late) {
      return new Answer.Broken("the " + name + " did not answer in time");
    } catch (IOException broken) {
      return new Answer.Broken("the " + name + " gave no answer: " + broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Answer.Broken("the request was interrupted");
    }
  }

  private static Answer answered(HttpResponse<byte[]> response) {
    Map<String, String> kept = new TreeMap<>();
    for (String header : ANSWERED) {
      response.headers().firstValue(header).ifPresent(value -> kept.put(header, value));
    }
    return new Answer.Answered(response.statusCode(), kept, response.body());
  }

  private String stripped() {
    String text = base.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
