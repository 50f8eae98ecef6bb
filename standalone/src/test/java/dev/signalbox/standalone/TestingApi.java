package dev.signalbox.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests ask of the public API. */
final class TestingApi {
  private static final List<String> FINAL = List.of("COMPLETED", "FAILED", "CANCELLED");

  private final String url;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  TestingApi(JsonNode announced) {
    this.url = announced.path("url").asString();
    this.token = announced.path("token").asString();
  }

  /** Submits a plan and gives back its id. */
  String submit(String plan, Path directory) {
    HttpResponse<String> answer =
        send(
            request("/api/v1/plans?wait=30s&directory=" + encoded(directory.toString()))
                .POST(HttpRequest.BodyPublishers.ofString(plan)));
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return json.readTree(answer.body()).path("plan").asString();
  }

  JsonNode get(String path) {
    return json.readTree(send(request(path).GET()).body());
  }

  /** The plan when it is over. */
  JsonNode awaitEnd(String plan, Duration limit) {
    return awaitPlan(plan, limit, shown -> FINAL.contains(shown.path("state").asString()));
  }

  /** The plan as soon as that holds for it; a server that is away meanwhile is no failure. */
  JsonNode awaitPlan(String plan, Duration limit, Predicate<JsonNode> condition) {
    AtomicReference<JsonNode> last = new AtomicReference<>(json.nullNode());
    await("plan " + plan)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> {
          last.set(get("/api/v1/plans/" + plan));
          return condition.test(last.get());
        });
    return Objects.requireNonNull(last.get(), "set above");
  }

  /** How many tasks of a plan are in a state. */
  static long count(JsonNode plan, String state) {
    return plan.path("tasks")
        .valueStream()
        .filter(task -> task.path("state").asString().equals(state))
        .count();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException away) {
      throw new UncheckedIOException(away);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
