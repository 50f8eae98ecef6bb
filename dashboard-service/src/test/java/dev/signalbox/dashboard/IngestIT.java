package dev.signalbox.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.dashboard.core.Incoming;
import dev.signalbox.dashboard.core.Position;
import dev.signalbox.dashboard.core.Received;
import dev.signalbox.dashboard.flow.StoreBatch;
import dev.signalbox.dashboard.testing.Story;
import dev.signalbox.dashboard.testing.TestingDashboard;
import dev.signalbox.dashboard.testing.TestingTopics;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.embedded.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is sent over real topics stands in real tables, once, whatever happens on the way. */
class IngestIT {
  /** Not on the topic: what is stored by hand must not pass for what was read. */
  private static final int NO_PARTITION = 1000;

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
    topics.send(run(story, "t0", START.plusSeconds(10)).toArray(Message[]::new));
    topics.send(run(story, "t1", START.plusSeconds(20)).toArray(Message[]::new));
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

  /** S0-55, I6: a long plan comes in many records, all of them twice, and is there once. */
  @Test
  void takesALongPlanInPortions() {
    Story story = Story.of(3_000);
    List<Message> portions = new ArrayList<>(story.acceptedInPortions(START, 100));
    List<Message> all = new ArrayList<>(portions);
    all.addAll(run(story, "t2999", START.plusSeconds(10)));
    topics.send(all.toArray(Message[]::new));
    topics.send(all.toArray(Message[]::new));
    topics.send(story.portion(START, 2_900, 3_000));
    topics.send(story.ended(START.plusSeconds(60), PlanState.CANCELLED));

    JsonNode plan = awaitState(story, "CANCELLED");
    assertThat(plan.get("taskCount").asInt()).isEqualTo(3_000);
    assertThat(plan.get("states").get("PENDING").asInt()).isEqualTo(2_999);
    assertThat(plan.get("states").get("COMPLETED").asInt()).isEqualTo(1);
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

  /** I6: records that are read again, and changes that are sent again, change nothing. */
  @Test
  void changesNothingWhenEverythingComesTwice() {
    Story story = Story.of(2);
    List<Message> all = new ArrayList<>();
    all.add(story.accepted(START));
    all.addAll(run(story, "t0", START.plusSeconds(10)));
    all.add(story.ended(START.plusSeconds(60), PlanState.FAILED));
    topics.send(all.toArray(Message[]::new));
    JsonNode before = awaitState(story, "FAILED");
    String path = "/api/v1/plans/" + story.id();
    JsonNode history = dashboard.json(path + "/history");

    topics.send(all.toArray(Message[]::new));
    storeAgain(all);
    Story after = Story.of(1);
    topics.send(after.accepted(START), after.ended(START, PlanState.COMPLETED));
    awaitState(after, "COMPLETED");

    JsonNode now = dashboard.json(path);
    assertThat(now.get("states")).isEqualTo(before.get("states"));
    assertThat(now.get("busyWorkerSeconds")).isEqualTo(before.get("busyWorkerSeconds"));
    assertThat(now.get("tasks")).isEqualTo(before.get("tasks"));
    assertThat(dashboard.json(path + "/history")).isEqualTo(history);
  }

  /** An attempt that printed nothing has an end all the same. */
  @Test
  void storesTheEndOfAnOutputThatIsEmpty() {
    Story story = Story.of(1);
    topics.send(story.accepted(START));
    topics.send(run(story, "t0", START).toArray(Message[]::new));
    topics.send(story.output("t0", START, "", true));
    String log = "/api/v1/tasks/" + story.id() + "/t0/log?attempt=1";
    await()
        .atMost(DEADLINE)
        .until(
            () -> dashboard.get(log).headers().firstValue("X-Log-Ended").orElse(""),
            "true"::equals);
  }

  /** I7: another start on the same database goes on where the first one stopped. */
  @Test
  void goesOnWhereItStopped() {
    TestDatabase database = RealServices.freshDatabase();
    Story story = Story.of(2);
    topics.send(story.accepted(START));
    try (TestingDashboard first = TestingDashboard.start(database)) {
      awaitState(first, story, "RUNNING");
    }
    topics.send(run(story, "t0", START).toArray(Message[]::new));
    topics.send(story.ended(START.plusSeconds(9), PlanState.COMPLETED));
    try (TestingDashboard second = TestingDashboard.start(database)) {
      JsonNode plan = awaitState(second, story, "COMPLETED");
      assertThat(plan.get("states").get("COMPLETED").asInt()).isEqualTo(1);
      assertThat(second.json("/api/v1/plans/" + story.id() + "/history").size()).isEqualTo(8);
    }
  }

  /** A record that PostgreSQL refuses is put aside alone; its neighbours are stored. */
  @Test
  void separatesARecordThatCannotBeStored() {
    Story story = Story.of(2);
    Story outOfRange = Story.of(1);
    Instant never = Instant.MAX;
    topics.send(
        story.accepted(START),
        outOfRange.accepted(never),
        story.ended(START.plusSeconds(1), PlanState.CANCELLED));
    awaitState(story, "CANCELLED");
    assertThat(dashboard.get("/api/v1/plans/" + outOfRange.id()).statusCode()).isEqualTo(404);
    await().atMost(DEADLINE).until(() -> dashboard.json("/api/v1/dead-letters").size() > 0);
  }

  @Test
  void keepsOutputByItsBytes() {
    Story story = Story.of(1);
    topics.send(story.accepted(START), story.queued("t0", "w1", START));
    topics.send(story.output("t0", START, "grün\u0000\n", false));
    topics.send(story.output("t0", START, "second line\n", true));
    String log = "/api/v1/tasks/" + story.id() + "/t0/log?attempt=1&from=";
    await().atMost(DEADLINE).until(() -> ended(log + "0"));

    assertThat(dashboard.get(log + "0").body()).isEqualTo("grün\u0000\nsecond line\n");
    assertThat(dashboard.get(log + "7").body()).isEqualTo("second line\n");
    assertThat(dashboard.get(log + "-5").body()).isEqualTo("line\n");
    assertThat(dashboard.get(log + "999").body()).isEmpty();
    JsonNode attempt = dashboard.json("/api/v1/tasks/" + story.id() + "/t0").get("attempts").get(0);
    assertThat(attempt.get("logBytes").asLong()).isEqualTo(19);
    assertThat(attempt.get("logEnded").asBoolean()).isTrue();
  }

  @Test
  void listsPlansByPages() {
    Story older = Story.of(1);
    Story newer = Story.of(1);
    Instant future = Instant.parse("2100-01-01T00:00:00Z");
    topics.send(older.accepted(future), newer.accepted(future.plusSeconds(1)));
    awaitState(newer, "RUNNING");
    awaitState(older, "RUNNING");

    JsonNode first = dashboard.json("/api/v1/plans?limit=1&state=RUNNING&q=MAN");
    JsonNode second =
        dashboard.json("/api/v1/plans?limit=1&cursor=" + first.get("next").asString());
    assertThat(first.get("plans").get(0).get("plan").asString()).isEqualTo(newer.id().toString());
    assertThat(second.get("plans").get(0).get("plan").asString()).isEqualTo(older.id().toString());
    assertThat(dashboard.json("/api/v1/plans?q=nobody").get("plans").size()).isZero();
    assertThat(dashboard.get("/api/v1/plans?cursor=zzz").statusCode()).isEqualTo(400);
  }

  private static boolean ended(String log) {
    return dashboard.get(log).headers().firstValue("X-Log-Ended").orElse("").equals("true");
  }

  /** As a second dashboard on the same database would: the offsets say that all is stored. */
  private static void storeAgain(List<Message> messages) {
    List<Incoming> batch = new ArrayList<>();
    for (Message message : messages) {
      batch.add(
          new Incoming.Readable(
              new Received(new Position(Topics.CHANGES, NO_PARTITION, batch.size()), message)));
    }
    dashboard.bean(StoreBatch.class).store(batch);
    dashboard.bean(StoreBatch.class).store(batch);
  }

  private static List<Message> run(Story story, String key, Instant at) {
    return List.of(
        story.queued(key, "w1", at),
        story.moved(key, TaskState.CLAIMED, at.plusSeconds(1)),
        story.moved(key, TaskState.RUNNING, at.plusSeconds(2)),
        story.moved(key, TaskState.VERIFYING, at.plusSeconds(4)),
        story.moved(key, TaskState.MERGING, at.plusSeconds(5)),
        story.moved(key, TaskState.COMPLETED, at.plusSeconds(6)));
  }

  private static JsonNode awaitState(Story story, String state) {
    return awaitState(dashboard, story, state);
  }

  private static JsonNode awaitState(TestingDashboard shown, Story story, String state) {
    String path = "/api/v1/plans/" + story.id();
    await()
        .atMost(DEADLINE)
        .ignoreExceptions()
        .until(() -> shown.json(path).get("state").asString().equals(state));
    return shown.json(path);
  }
}
