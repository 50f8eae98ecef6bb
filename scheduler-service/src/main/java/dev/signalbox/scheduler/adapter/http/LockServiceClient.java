package dev.signalbox.scheduler.adapter.http;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the lock-service to close claims. */
public final class LockServiceClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final JsonMapper json = MessageCodec.mapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI revoke;

  public LockServiceClient(URI lockService) {
    this.revoke = lockService.resolve("/api/v1/claims/revoke");
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
    HttpRequest request =
        HttpRequest.newBuilder(revoke)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(handle)))
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("lock-service answered " + response.statusCode());
    }
    try {
      return json.readValue(response.body(), ClaimAnswer.class) instanceof ClaimAnswer.Closed;
    } catch (JacksonException unreadable) {
      throw new IOException("lock-service answered what is no claim answer", unreadable);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
