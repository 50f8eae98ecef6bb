package dev.signalbox.scheduler.testing;

import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.embedded.testing.TestDatabase;
import dev.signalbox.scheduler.SchedulerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A scheduler that really runs. */
public final class TestingScheduler implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestingScheduler(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts one and waits until it is ready. */
  public static TestingScheduler start(TestDatabase database, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + RealServices.kafkaBootstrap(),
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--signalbox.scheduler.session-timeout=6s"));
    arguments.addAll(List.of(settings));
    TestingScheduler scheduler =
        new TestingScheduler(
            SchedulerApplication.application().run(arguments.toArray(String[]::new)));
    Awaitility.await("readiness")
        .atMost(Duration.ofSeconds(60))
        .until(() -> scheduler.get("/actuator/health/readiness").status() == 200);
    return scheduler;
  }

  /** An answer over HTTP. */
  public record Answer(int status, JsonNode body) {}

  public Answer get(String path) {
    return exchange(HttpRequest.newBuilder(uri(path)).GET());
  }

  public Answer post(String path, String body, String contentType) {
    return exchange(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", contentType)
            .header("X-Submitted-By", "tester")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Hands a plan in with a key that makes it the same plan as before. */
  public Answer postWithKey(String path, String body, String key) {
    return exchange(
        HttpRequest.newBuilder(uri(path))
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  private Answer exchange(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String body = response.body();
      return new Answer(
          response.statusCode(), body.isEmpty() ? JSON.nullNode() : JSON.readTree(body));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
