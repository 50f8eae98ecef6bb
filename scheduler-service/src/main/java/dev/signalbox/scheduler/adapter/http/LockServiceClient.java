package dev.signalbox.scheduler.adapter.http;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.claim.Recovery;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
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
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the lock-service which claims stand, and to close some. */
public final class LockServiceClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final JsonMapper json = MessageCodec.mapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI base;

  public LockServiceClient(URI lockService) {
    this.base = lockService.resolve("/api/v1/");
  }

  /**
   * Closes an attempt's claim, whether there is one or not.
   *
   * @return whether the answer says that it is closed
   * @throws IOException when there was no answer
   */
  public boolean revoke(RepositoryId repository, AttemptRef attempt)
      throws IOException, InterruptedException {
    ClaimHandle handle =
        new ClaimHandle(repository, attempt, new UUID(0, 0), Duration.ofSeconds(1));
    byte[] answer = send(post("claims/revoke", handle));
    return read(answer, ClaimAnswer.class) instanceof ClaimAnswer.Closed;
  }

  /**
   * The claims that stand in a repository.
   *
   * @throws IOException when there was no answer
   */
  public List<ClaimView> claims(RepositoryId repository) throws IOException, InterruptedException {
    String query = URLEncoder.encode(repository.value(), StandardCharsets.UTF_8);
    return List.of(read(send(to("claims?repository=" + query)), ClaimView[].class));
  }

  /**
   * The repositories where nothing new is granted, because claims may have been lost.
   *
   * @throws IOException when there was no answer
   */
  public List<Recovery> recoveries() throws IOException, InterruptedException {
    return List.of(read(send(to("recoveries")), Recovery[].class));
  }

  /**
   * Says that all claims are set up again.
   *
   * @throws IOException when there was no answer
   */
  public void endRecovery(Recovery recovery) throws IOException, InterruptedException {
    send(post("recoveries/end", recovery));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
  }

  private HttpRequest.Builder post(String path, Object body) {
    return to(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
  }

  private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("lock-service answered " + response.statusCode());
    }
    return response.body();
  }

  private <A> A read(byte[] answer, Class<A> type) throws IOException {
    try {
      return json.readValue(answer, type);
    } catch (JacksonException unreadable) {
      throw new IOException("lock-service did not answer with " + type, unreadable);
    }
  }
}
