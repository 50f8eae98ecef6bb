package dev.signalbox.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.flow.LiveViews;
import dev.signalbox.dashboard.testing.EventStream;
import dev.signalbox.dashboard.testing.Story;
import dev.signalbox.dashboard.testing.TestingDashboard;
import dev.signalbox.dashboard.testing.TestingTopics;
import dev.signalbox.embedded.testing.RealServices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Live views miss nothing and see nothing twice, across lost connections. */
class LiveIT {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static TestingDashboard dashboard;
  private static TestingTopics topics;

  @BeforeAll
  static void start() {
    dashboard =
        TestingDashboard.start(
            RealServices.freshDatabase(),
            "--signalbox.dashboard.live-heartbeat=1s",
            "--signalbox.dashboard.live-backlog=50");
    topics = new TestingTopics(RealServices.kafkaBootstrap());
  }

  @AfterAll
  static void stop() {
    topics.close();
    dashboard.close();
  }

  @Test
  void goesOnAfterALostConnectionWithoutGapOrDuplicate() {
    Story story = accepted(20);
    String cursor = dashboard.json("/api/v1/plans/" + story.id()).get("cursor").asString();
    List<String> seen = new ArrayList<>();
    String last;
    try (EventStream stream = open(story, "&after=" + cursor, null)) {
      send(story, 0, 7);
      seen.addAll(stream.tasks(7, DEADLINE));
      last = stream.lastId();
    }
    send(story, 7, 13);
    try (EventStream stream = open(story, "&after=" + cursor, last)) {
      send(story, 13, 20);
      seen.addAll(stream.tasks(13, DEADLINE));
    }
    assertThat(seen).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void sendsTheLastStateOnly() {
    Story story = accepted(1);
    try (EventStream stream = open(story, "", null)) {
      stream.awaitFrame(DEADLINE);
      topics.send(
          story.queued("t0", "w1", START),
          story.moved("t0", TaskState.CLAIMED, START),
          story.moved("t0", TaskState.RUNNING, START));
      await().atMost(DEADLINE).until(() -> stream.lastStateOf("t0").equals("RUNNING"));
      assertThat(stream.framesOf("t0")).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void startsOverWhenTooMuchWasMissed() {
    Story story = accepted(60);
    String cursor = dashboard.json("/api/v1/plans/" + story.id()).get("cursor").asString();
    send(story, 0, 60);
    await().atMost(DEADLINE).until(() -> queued(story) == 60);
    try (EventStream stream = open(story, "&after=" + cursor, null)) {
      stream.awaitEvent("reset", DEADLINE);
    }
    try (EventStream stream = open(story, "&after=nonsense", null)) {
      stream.awaitEvent("reset", DEADLINE);
    }
  }

  @Test
  void givesSignsOfLifeAndIsCounted() {
    Story story = accepted(1);
    try (EventStream stream = open(story, "", null)) {
      stream.awaitLine(":alive", DEADLINE);
      stream.awaitLine("retry:2000", DEADLINE);
      assertThat(dashboard.bean(LiveViews.class).count()).isPositive();
      assertThat(dashboard.get("/actuator/prometheus").body()).contains("signalbox_sse_clients");
    }
    await().atMost(DEADLINE).until(() -> dashboard.bean(LiveViews.class).count() == 0);
  }

  private static Story accepted(int tasks) {
    Story story = Story.of(tasks);
    topics.send(story.accepted(START));
    await()
        .atMost(DEADLINE)
        .until(() -> dashboard.get("/api/v1/plans/" + story.id()).statusCode() == 200);
    return story;
  }

  private static void send(Story story, int from, int to) {
    for (int i = from; i < to; i++) {
      topics.send(story.queued("t" + i, "w1", START));
    }
  }

  private static int queued(Story story) {
    var states = dashboard.json("/api/v1/plans/" + story.id()).get("states");
    return states.has("QUEUED") ? states.get("QUEUED").asInt() : 0;
  }

  private static EventStream open(
      Story story, String query, @org.jspecify.annotations.Nullable String last) {
    return new EventStream(dashboard.url("/api/v1/events?plan=" + story.id() + query), last);
  }
}
