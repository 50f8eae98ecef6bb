package dev.signalbox.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.dashboard.testing.Story;
import dev.signalbox.dashboard.testing.TestingDashboard;
import dev.signalbox.dashboard.testing.TestingTopics;
import dev.signalbox.embedded.testing.RealServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is sent over real topics stands in real tables, once, whatever happens on the way. */
class IngestIT {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static TestingDashboard dashboard;
  private static TestingTopics topics;

  @BeforeAll
  static void start() {
    dashboard = TestingDashboard.start(RealServices.freshDatabase());
    topics = new TestingTopics(RealServices.kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    topics.close();
    dashboard.close();
  }

  @Test
  void showsARunFromItsMessages() {
    Story story = Story.of(3);
    topics.send(story.accepted(START));
    run(story, "t0", START.plusSeconds(10));
    run(story, "t1", START.plusSeconds(20));
    topics.send(story.ended(START.plusSeconds(100), PlanState.COMPLETED));

    JsonNode plan = awaitState(story, "COMPLETED");
    assertThat(plan.get("states").get("COMPLETED").asInt()).isEqualTo(2);
    assertThat(plan.get("states").get("PENDING").asInt()).isEqualTo(1);
    assertThat(plan.get("elapsedSeconds").asDouble()).isEqualTo(100);
    assertThat(plan.get("averageDurationSeconds").asDouble()).isEqualTo(4);
    assertThat(plan.get("successRate").asDouble()).isEqualTo(1);
    JsonNode first = plan.get("tasks").get(0);
    assertThat(first.get("key").asString()).isEqualTo("t0");
    assertThat(first.get("state").asString()).isEqualTo("COMPLETED");
    assertThat(first.get("commit").asString()).hasSize(40);
    assertThat(first.get("worker").asString()).isEqualTo("w1");
  }

  @Test
  void putsUnreadableRecordsAside() {
    Story story = Story.of(1);
    byte[] poison = "{\"type\":\"task.changed\",\"at\":12".getBytes(StandardCharsets.UTF_8);
    topics.send(story.accepted(START));
    topics.sendRaw(Topics.CHANGES, "/repositories/" + story.id() + "/.git", poison);
    topics.send(story.ended(START.plusSeconds(1), PlanState.FAILED));

    awaitState(story, "FAILED");
    assertThat(dashboard.get("/api/v1/dead-letters").body()).contains("not a PlanChange");
  }

  private static void run(Story story, String key, Instant at) {
    topics.send(
        story.queued(key, "w1", at),
        story.moved(key, TaskState.CLAIMED, at.plusSeconds(1)),
        story.moved(key, TaskState.RUNNING, at.plusSeconds(2)),
        story.moved(key, TaskState.VERIFYING, at.plusSeconds(4)),
        story.moved(key, TaskState.MERGING, at.plusSeconds(5)),
        story.moved(key, TaskState.COMPLETED, at.plusSeconds(6)));
  }

  private static JsonNode awaitState(Story story, String state) {
    String path = "/api/v1/plans/" + story.id();
    await()
        .atMost(DEADLINE)
        .ignoreExceptions()
        .until(() -> dashboard.json(path).get("state").asString().equals(state));
    return dashboard.json(path);
  }
}
