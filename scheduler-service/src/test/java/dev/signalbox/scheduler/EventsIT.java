package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.scheduler.flow.outbox.Forgetting;
import dev.signalbox.scheduler.testing.Stage;
import dev.signalbox.scheduler.testing.TestingScheduler;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers and the lock-service say, and how it is answered. */
class EventsIT {
  @TempDir Path folder;

  @Test
  @DisplayName("I6: a message that comes twice counts once, and what is no message stops nothing")
  void duplicatesChangeNothing() {
    try (Stage stage = new Stage(folder)) {
      submit(stage);
      Assignment first = stage.assigned("a");
      String key = stage.repository.id().value();
      stage.producer.send(Topics.EVENTS, null, key, "no json".getBytes(StandardCharsets.UTF_8));
      TaskEvent.Completed completed = stage.worker.complete(first);
      stage.worker.say(first, completed);
      stage.worker.work(stage.assigned("b"));
      stage.ended(PlanState.COMPLETED);

      MeterRegistry meters = stage.scheduler.bean(MeterRegistry.class);
      await().until(() -> meters.counter("signalbox.messages.duplicate").count() == 1);
      assertThat(meters.counter("signalbox.messages.unreadable").count()).isEqualTo(1);
      assertThat(stage.assignments.seen()).hasSize(2);
      assertThat(stage.scheduler.bean(Forgetting.class).forgetNow()).isZero();
    }
  }

  @Test
  void pausedPlansSayThatTheyArePaused() {
    try (Stage stage = new Stage(folder)) {
      String plan = submit(stage);
      Assignment first = stage.assigned("a");
      command(stage, "/api/v1/plans/" + plan + "/pause", "{\"reason\":\"lunch\"}");
      stage.ended(PlanState.PAUSED);
      stage.worker.work(first);
      stage.reached("a", TaskState.COMPLETED);
      TestingScheduler scheduler = stage.scheduler;
      await()
          .untilAsserted(() ->
              assertThat(
                      scheduler
                          .get("/api/v1/tasks/" + plan + "/b/explain")
                          .body()
                          .get("sentence")
                          .asString())
                  .isEqualTo("paused: lunch"));
      assertThat(scheduler.get("/api/v1/capacity").body().get("slots").asInt()).isEqualTo(4);
      countsWhatItExplains(scheduler, plan);
      command(stage, "/api/v1/plans/" + plan + "/resume", "");
      stage.assigned("b");
      command(stage, "/api/v1/plans/" + plan + "/cancel", "");
      stage.worker.claim(stage.assigned("b"));
    }
  }

  /** The answer to explain, the metric and the plan's forecast name the same reason. */
  private static void countsWhatItExplains(TestingScheduler scheduler, String plan) {
    var answer = scheduler.get("/api/v1/tasks/" + plan + "/b/explain").body();
    String word = answer.get("reason").get("type").asString();
    assertThat(word).isEqualTo("paused");
    assertThat(answer.get("since").asString()).isNotEmpty();
    MeterRegistry meters = scheduler.bean(MeterRegistry.class);
    await()
        .untilAsserted(() ->
            assertThat(meters.counter("signalbox.blocked.seconds", "reason", word).count())
                .isPositive());
    var forecast = scheduler.get("/api/v1/plans/" + plan + "/forecast").body();
    assertThat(forecast.get("held").asString()).isEqualTo("the plan is paused");
    assertThat(forecast.get("waitedSeconds").get(word).asDouble()).isPositive();
    assertThat(forecast.get("tasks").size()).isEqualTo(forecast.get("open").asInt());
  }

  @Test
  @DisplayName("A dead worker's claim is revoked, and its task gets a new attempt with a new token")
  void lostWorkersAreReplaced() throws IOException {
    HttpServer locks = closingEverything();
    try (Stage stage =
        new Stage(
            folder,
            "--signalbox.scheduler.lock-url=http://127.0.0.1:" + locks.getAddress().getPort())) {
      stage.worker.beat(UUID.randomUUID(), 4, Duration.ofSeconds(2));
      submit(stage);
      Assignment first = stage.assigned("a");
      stage.worker.claim(first);
      stage.reached("a", TaskState.CLAIMED);
      stage.reached("a", TaskState.READY);
      stage.worker.beat(UUID.randomUUID(), 4, Duration.ofMinutes(5));
      Assignment second = stage.assigned("a", 2);
      assertThat(second.attempt().token()).isGreaterThan(first.attempt().token());
    } finally {
      locks.stop(0);
    }
  }

  private static HttpServer closingEverything() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    byte[] closed = "{\"type\":\"closed\",\"closed\":1}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/api/v1/claims/revoke",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, closed.length);
          exchange.getResponseBody().write(closed);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String submit(Stage stage) {
    String plan =
        stage.plan(
            "two",
            "a: { files: [a.txt], run: 'true' }",
            "b: { files: [b.txt], run: 'true', needs: a }");
    var answer = stage.scheduler.post("/api/v1/plans", plan, "text/plain");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().get("plan").asString();
  }

  private static void command(Stage stage, String path, String body) {
    assertThat(stage.scheduler.post(path, body, "application/json").status()).isEqualTo(202);
  }
}
