package dev.signalbox.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.dashboard.testing.TestingDashboard;
import dev.signalbox.dashboard.testing.TestingScheduler;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.embedded.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is forwarded, what is refused, what is promised. */
class HttpIT {
  private static final String PROBLEM = "application/problem+json";
  private static final Path OPENAPI = Path.of("../docs/openapi.json");

  private static TestingScheduler scheduler;
  private static TestDatabase database;
  private static TestingDashboard dashboard;

  @BeforeAll
  static void start() {
    scheduler = new TestingScheduler();
    database = RealServices.freshDatabase();
    dashboard =
        TestingDashboard.start(
            database,
            "--spring.datasource.hikari.connection-timeout=500",
            "--signalbox.dashboard.token=secret",
            "--signalbox.dashboard.scheduler-url=" + scheduler.url(),
            "--signalbox.dashboard.lock-url=http://127.0.0.1:1");
  }

  @AfterAll
  static void stop() {
    dashboard.close();
    scheduler.close();
  }

  @Test
  void passesASubmissionOnAndTheAnswerBack() {
    scheduler.answers(
        "/api/v1/plans",
        new TestingScheduler.Answer(422, PROBLEM, "{\"code\":\"invalid-plan\",\"errors\":[]}"));
    HttpResponse<String> response =
        dashboard.send(
            write("/api/v1/plans?directory=%2Fa%20b&wait=30s")
                .header("Authorization", "Bearer secret")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", "k1")
                .header("X-Submitted-By", "someone")
                .POST(HttpRequest.BodyPublishers.ofString("signalbox: 1\nname=a+b"))
                .build());

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(PROBLEM);
    assertThat(response.body()).contains("invalid-plan");
    TestingScheduler.Asked asked = scheduler.lastAsked();
    assertThat(asked.uri()).isEqualTo("/api/v1/plans?directory=%2Fa%20b&wait=30s");
    assertThat(asked.body()).isEqualTo("signalbox: 1\nname=a+b");
    assertThat(asked.headers())
        .containsEntry("Idempotency-key", "k1")
        .containsEntry("X-submitted-by", "someone")
        .doesNotContainKey("Authorization");
  }

  /** One query by itself, and queries of one transaction, fail in different ways. */
  @Test
  void saysThatItsDatabaseIsAwayAndThatNothingWasChanged() {
    RealServices.whileAway(
        database,
        () -> {
          for (String path : List.of("/api/v1/plans", "/api/v1/plans/" + UUID.randomUUID())) {
            HttpResponse<String> response = dashboard.get(path);
            assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(503);
            assertThat(response.headers().firstValue("Content-Type")).hasValue(PROBLEM);
            assertThat(response.body())
                .contains("database-unavailable", "does not answer; nothing was changed");
          }
          HttpResponse<String> write =
              dashboard.send(
                  write("/api/v1/workers/ann")
                      .header("Authorization", "Bearer secret")
                      .DELETE()
                      .build());
          assertThat(write.statusCode()).isEqualTo(503);
          assertThat(write.body()).contains("look whether this was done");
        });
    await("the database is back").until(() -> dashboard.get("/api/v1/plans").statusCode() == 200);
  }

  /** S0-55: what is long goes through as it comes, its length known or not. */
  @Test
  void passesALongPlanOn() {
    scheduler.answers(
        "/api/v1/plans", new TestingScheduler.Answer(201, "application/json", "{\"plan\":\"p\"}"));
    byte[] text = "# a long plan\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    for (HttpRequest.BodyPublisher body :
        List.of(
            HttpRequest.BodyPublishers.ofByteArray(text),
            HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text)))) {
      HttpResponse<String> response =
          dashboard.send(
              write("/api/v1/plans").header("Authorization", "Bearer secret").POST(body).build());

      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(scheduler.lastAsked().body()).hasSize(text.length);
    }
  }

  @Test
  void saysWhoIsAway() {
    HttpResponse<String> response = dashboard.get("/api/v1/locks");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(PROBLEM);
    assertThat(response.body()).contains("upstream-away").contains("lock-service");
  }

  @Test
  void refusesWritesWithoutTheToken() {
    HttpResponse<String> response =
        dashboard.send(
            write("/api/v1/plans").POST(HttpRequest.BodyPublishers.ofString("x")).build());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("token-required");
    assertThat(dashboard.get("/api/v1/plans").statusCode()).isEqualTo(200);
  }

  /** S2-11, S2-12: who runs no plans is registered, and speaks for itself by its own token. */
  @Test
  void registersWhoSpeaksForItselfFromThenOn() {
    String ann = "{\"id\":\"ann\",\"kind\":\"person\",\"name\":\"Ann\",\"skills\":[\"review\"]}";
    assertThat(workers("POST", "", "", ann).statusCode()).isEqualTo(401);
    assertThat(workers("POST", "", "secret", "{\"kind\":\"robot\"}").body())
        .contains("invalid-worker", "id is", "kind is");
    HttpResponse<String> made = workers("POST", "", "secret", ann);
    assertThat(made.statusCode()).isEqualTo(201);
    String token = new JsonMapper().readTree(made.body()).path("token").asString();
    assertThat(workers("POST", "", "secret", ann).body()).contains("worker-exists");

    String doing = "{\"currentTasks\":[\"shop/a\"],\"metadata\":{\"githubUsername\":\"ann\"}}";
    assertThat(workers("PUT", "/ann", "sbw_other", doing).statusCode()).isEqualTo(403);
    assertThat(workers("PUT", "/bob", token, doing).statusCode()).isEqualTo(404);
    assertThat(workers("POST", "", token, ann).statusCode()).as("no other write").isEqualTo(401);
    assertThat(workers("PUT", "/ann", token, doing).statusCode()).isEqualTo(200);
    assertThat(dashboard.get("/api/v1/workers/ann").body())
        .contains("\"status\":\"working\"", "\"kind\":\"person\"", "githubUsername")
        .doesNotContain(token);
    assertThat(workers("PUT", "/ann", "secret", "{\"draining\":true}").body())
        .contains("\"status\":\"draining\"");

    assertThat(workers("DELETE", "/ann", token, "").statusCode()).isEqualTo(204);
    assertThat(dashboard.get("/api/v1/workers/ann").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> workers(
      String method, String path, String token, String body) {
    HttpRequest.Builder request =
        write("/api/v1/workers" + path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return dashboard.send(request.build());
  }

  @Test
  void refusesForeignHostsAndOrigins() throws IOException {
    assertThat(raw("GET / HTTP/1.1", "Host: evil.example")).contains("403", "host-not-allowed");
    String here = "127.0.0.1:" + dashboard.port();
    assertThat(raw("POST /api/v1/plans HTTP/1.1", "Host: " + here, "Origin: http://evil.example"))
        .contains("403", "foreign-origin");
    assertThat(raw("POST /api/v1/plans HTTP/1.1", "Host: " + here, "Origin: http://" + here))
        .contains("401");
  }

  @Test
  void saysWhatIsNotThere() {
    String none = "/api/v1/plans/00000000-0000-7000-8000-000000000000";
    assertThat(dashboard.get(none).statusCode()).isEqualTo(404);
    assertThat(dashboard.get(none).body()).contains("unknown-plan");
    assertThat(dashboard.get(none.replace("plans", "tasks") + "/x").body())
        .contains("unknown-task");
    assertThat(dashboard.get(none.replace("plans", "tasks") + "/X..Y").statusCode()).isEqualTo(404);
    assertThat(dashboard.get("/api/v1/plans/7").statusCode()).isEqualTo(400);
    assertThat(dashboard.get("/api/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void servesTheSchemaAndItsPages() {
    assertThat(dashboard.json("/schemas/plan/v1.json").has("$schema")).isTrue();
    for (String path : new String[] {"/", "/plans/x", "/workers", "/rejected"}) {
      HttpResponse<String> page = dashboard.get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("script-src 'self' 'sha256-")
          .doesNotContain("unsafe");
      assertThat(page.body()).doesNotContain("version@").contains("noscript");
    }
  }

  @Test
  void namesImportedFilesByVersionForEver() {
    String page = dashboard.get("/").body();
    var urls = java.util.regex.Pattern.compile("href=\"(/webjars/[^\"]+)\"").matcher(page);
    assertThat(urls.results().count()).isEqualTo(4);
    urls.reset().results().forEach(url -> assertForEver(url.group(1)));
  }

  @Test
  void isReadyOnceItConsumes() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> dashboard.get("/actuator/health/readiness").statusCode() == 200);
    assertThat(dashboard.get("/actuator/health/readiness").body()).contains("ingest");
    assertThat(dashboard.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(dashboard.json("/api/v1/metrics").get("slots").asInt()).isNotNegative();
    assertThat(dashboard.json("/api/v1/workers").isArray()).isTrue();
    assertThat(dashboard.json("/api/v1/rejected").isArray()).isTrue();
  }

  /** Run with {@code -Dsignalbox.write=true} to write the file anew. */
  @Test
  void promisesWhatIsWrittenDown() throws IOException {
    JsonMapper json =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    var promised = json.readTree(dashboard.get("/v3/api-docs").body());
    ((tools.jackson.databind.node.ObjectNode) promised).remove("servers");
    if (Boolean.getBoolean("signalbox.write")) {
      Files.createDirectories(OPENAPI.getParent());
      Files.writeString(OPENAPI, json.writeValueAsString(promised) + "\n");
    }
    assertThat(json.readTree(Files.readString(OPENAPI))).isEqualTo(promised);
  }

  private static void assertForEver(String path) {
    HttpResponse<String> file = dashboard.get(path);
    assertThat(file.statusCode()).as(path).isEqualTo(200);
    assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
  }

  private static HttpRequest.Builder write(String path) {
    return HttpRequest.newBuilder(URI.create(dashboard.url(path)));
  }

  private static String raw(String... lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", dashboard.port())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
