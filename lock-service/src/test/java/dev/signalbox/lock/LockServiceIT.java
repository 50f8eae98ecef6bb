package dev.signalbox.lock;

import static dev.signalbox.common.footprint.Footprint.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimAnswer.Closed;
import dev.signalbox.common.claim.ClaimAnswer.Denied;
import dev.signalbox.common.claim.ClaimAnswer.Granted;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.claim.TurnAnswer;
import dev.signalbox.common.claim.TurnRequest;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.lock.core.Claims;
import dev.signalbox.lock.flow.EventLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class LockServiceIT {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final AttemptRef A5 = Claims.attempt("a", 5);
  private static final AttemptRef B6 = Claims.attempt("b", 6);
  private static ConfigurableApplicationContext service;
  private static LockApi api;

  private final RepositoryId repository = new RepositoryId("/http/" + UUID.randomUUID());
  private final Claims claims = new Claims(repository);
  private final ClaimRequest request = claims.request(A5, 1, writing("src/"));
  private final ClaimHandle handle = claims.handle(A5, 1);

  @BeforeAll
  static void start() {
    service =
        LockApplication.application()
            .run(
                "--server.port=0",
                "--signalbox.lock.sweep-interval=100ms",
                "--signalbox.lock.redis-uri=" + RealServices.redisUri(),
                "--spring.kafka.bootstrap-servers=" + RealServices.kafkaBootstrap());
    api = new LockApi(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void theWalkOfAClaim() {
    assertThat(claims("", request)).isInstanceOf(Granted.class);
    assertThat(claims("", claims.request(B6, 2, writing("src/a"))))
        .isInstanceOfSatisfying(Denied.class, no -> assertThat(no.holder()).isEqualTo(A5));
    assertThat(claims("/amend", claims.request(A5, 1, writing("x")))).isInstanceOf(Granted.class);
    assertThat(claims("/renew", handle)).isInstanceOf(Granted.class);
    assertThat(claims("/release", handle)).isEqualTo(new Closed(A5.token()));
    assertThat(claims("/revoke", claims.handle(B6, 2))).isEqualTo(new Closed(B6.token()));
    try (EventLog log = new EventLog(RealServices.kafkaBootstrap())) {
      await().atMost(DEADLINE).until(() -> log.of(repository).size() == 3);
      List<TaskEvent> told = log.of(repository);
      assertThat(told.get(0)).isInstanceOf(TaskEvent.ClaimGranted.class);
      assertThat(told.get(1)).isEqualTo(closed(told.get(1), A5, ClosedBy.RELEASE));
      assertThat(told.get(2)).isEqualTo(closed(told.get(2), B6, ClosedBy.REVOKE));
    }
  }

  @Test
  void anExpiryIsToldThoughNobodyAsks() {
    claims("", claims.request(A5, 1, writing("src/"), Duration.ofSeconds(1)));
    try (EventLog log = new EventLog(RealServices.kafkaBootstrap())) {
      await().atMost(DEADLINE).until(() -> log.of(repository).size() == 2);
      TaskEvent last = log.of(repository).getLast();
      assertThat(last).isEqualTo(closed(last, A5, ClosedBy.EXPIRY));
    }
    assertThat(claims("/renew", handle)).isEqualTo(new Closed(A5.token()));
    await().atMost(DEADLINE).until(() -> metric("signalbox_locks_expired_total ") >= 1);
  }

  @Test
  void showsClaimsByRepositoryAndPath() {
    claims("", request);
    assertThat(views("repository=" + repository)).extracting(ClaimView::attempt).contains(A5);
    assertThat(views("repository=" + repository + "&path=src/a.txt")).hasSize(1);
    assertThat(views("repository=" + repository + "&path=doc/")).isEmpty();
    assertThat(views("")).extracting(ClaimView::repository).contains(repository);
  }

  @Test
  void turnsAreTakenAndGivenBack() {
    TurnRequest first = new TurnRequest(handle, "main");
    TurnRequest second = new TurnRequest(claims.handle(B6, 2), "main");
    assertThat(turns("/take", first)).isInstanceOf(TurnAnswer.Taken.class);
    assertThat(turns("/take", second)).isEqualTo(new TurnAnswer.Waiting(1));
    assertThat(turns("/release", first)).isEqualTo(new TurnAnswer.Waiting(1));
    assertThat(turns("/take", second)).isInstanceOf(TurnAnswer.Taken.class);
  }

  @Test
  void whatIsMalformedIsAProblemWithACode() {
    for (String body : List.of("", "rubbish", "{}", "{\"repository\":\"\"}")) {
      HttpResponse<String> response = api.postText("/api/v1/claims", body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/problem+json");
      assertThat(api.tree(response).get("code").asString()).isEqualTo("bad-request");
      assertThat(api.tree(response).get("detail").asString()).isNotBlank();
    }
    assertThat(api.get("/api/v1/claims?path=../x").statusCode()).isEqualTo(400);
    assertThat(api.get("/api/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void isReadyAndMeasured() {
    claims("", request);
    assertThat(api.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(api.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    await().atMost(DEADLINE).until(() -> metric("signalbox_locks_held ") >= 1);
    assertThat(metric("signalbox_lock_claim_seconds_bucket{outcome=\"granted\",le=\"1.0\"} "))
        .isPositive();
  }

  @Test
  void isNotReadyWithoutRedisAndSaysSo() {
    try (ConfigurableApplicationContext alone =
        LockApplication.application()
            .run(
                "--server.port=0",
                "--signalbox.lock.redis-uri=redis://127.0.0.1:1",
                "--spring.kafka.bootstrap-servers=" + RealServices.kafkaBootstrap())) {
      LockApi lonely = new LockApi(alone);
      assertThat(lonely.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
      assertThat(lonely.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      HttpResponse<String> response = lonely.get("/api/v1/claims?repository=/r");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(lonely.tree(response).get("code").asString()).isEqualTo("redis-unavailable");
    }
  }

  private static ClaimAnswer claims(String operation, Object body) {
    return api.post("/api/v1/claims" + operation, body, ClaimAnswer.class);
  }

  private static TurnAnswer turns(String operation, TurnRequest body) {
    return api.post("/api/v1/turns" + operation, body, TurnAnswer.class);
  }

  private static List<ClaimView> views(String query) {
    return List.of(api.read(api.get("/api/v1/claims?" + query), ClaimView[].class));
  }

  private static double metric(String name) {
    return api.get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  private TaskEvent closed(TaskEvent seen, AttemptRef attempt, ClosedBy by) {
    return new TaskEvent.ClaimClosed(seen.id(), seen.at(), repository, attempt, by);
  }
}
