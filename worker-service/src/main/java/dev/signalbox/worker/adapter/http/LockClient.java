package dev.signalbox.worker.adapter.http;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.claim.TurnAnswer;
import dev.signalbox.common.claim.TurnRequest;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.RepositoryId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the lock-service. Every method throws {@link LockServiceUnreachableException} when there is
 * no usable answer.
 */
public final class LockClient implements AutoCloseable {

  private final URI base;
  private final Duration limit;
  private final HttpClient http;
  private final JsonMapper json = MessageCodec.mapper();

  /**
   * @param limit of one request, from connecting to the answer
   */
  public LockClient(URI base, Duration limit) {
    this.base = base;
    this.limit = limit;
    this.http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limit).build();
  }

  public ClaimAnswer claim(ClaimRequest request) {
    return post("claims", request, ClaimAnswer.class);
  }

  /** Claims again what was held when the lock-service lost it. */
  public ClaimAnswer reestablish(ClaimRequest held) {
    return post("claims/reestablish", held, ClaimAnswer.class);
  }

  public ClaimAnswer amend(ClaimRequest added) {
    return post("claims/amend", added, ClaimAnswer.class);
  }

  public ClaimAnswer renew(ClaimHandle claim) {
    return post("claims/renew", claim, ClaimAnswer.class);
  }

  public ClaimAnswer release(ClaimHandle claim) {
    return post("claims/release", claim, ClaimAnswer.class);
  }

  /** The claims that stand in a repository. */
  public List<ClaimView> claims(RepositoryId repository) {
    String query = URLEncoder.encode(repository.value(), StandardCharsets.UTF_8);
    HttpRequest request = to("claims?repository=" + query).GET().build();
    return List.of(read(send(request), ClaimView[].class));
  }

  public TurnAnswer takeTurn(TurnRequest request) {
    return post("turns/take", request, TurnAnswer.class);
  }

  /** Gives a turn, or a place in the queue for one, back. */
  public void releaseTurn(TurnRequest request) {
    send(to("turns/release").POST(body(request)).build());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private <A> A post(String path, Object body, Class<A> answer) {
    return read(send(to(path).POST(body(body)).build()), answer);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(base.resolve("/api/v1/" + path))
        .timeout(limit)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json");
  }

  private HttpRequest.BodyPublisher body(Object value) {
    return HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(value));
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new LockServiceUnreachableException(
            request.uri().getPath() + " answered " + response.statusCode(), null);
      }
      return response;
    } catch (IOException failure) {
      throw new LockServiceUnreachableException("no answer from " + base, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LockServiceUnreachableException("interrupted while asking " + base, interrupted);
    }
  }

  private <A> A read(HttpResponse<byte[]> response, Class<A> answer) {
    try {
      return json.readValue(response.body(), answer);
    } catch (JacksonException unreadable) {
      throw new LockServiceUnreachableException(
          response.uri().getPath() + " gave no " + answer.getSimpleName(), unreadable);
    }
  }
}
