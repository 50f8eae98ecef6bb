package dev.signalbox.dashboard;

import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.testing.Story;
import dev.signalbox.dashboard.testing.TestingDashboard;
import dev.signalbox.dashboard.testing.TestingTopics;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.embedded.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * How many records a second the dashboard stores when it has to catch up: changes of one large plan
 * and the events beside them. A driver, not a test: run its main method.
 */
public final class IngestRate {
  private static final int PLANS = 5;
  private static final int TASKS = 800;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private IngestRate() {}

  public static void main(String[] rounds) {
    int count = rounds.length > 0 ? Integer.parseInt(rounds[0]) : 3;
    TestDatabase database = RealServices.freshDatabase();
    TestingDashboard.start(database).close();
    try (TestingTopics topics = new TestingTopics(RealServices.kafkaBootstrap())) {
      for (int round = 0; round < count; round++) {
        measure(topics, database);
      }
    }
  }

  private static void measure(TestingTopics topics, TestDatabase database) {
    List<Message> messages = new ArrayList<>();
    Story story = Story.of(TASKS);
    for (int plan = 1; plan < PLANS; plan++) {
      messages.addAll(messages(Story.of(TASKS)));
    }
    messages.addAll(messages(story));
    topics.send(messages.toArray(Message[]::new));

    try (TestingDashboard dashboard = TestingDashboard.start(database)) {
      long start = System.nanoTime();
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .ignoreExceptions()
          .until(() ->
              dashboard.bean(MeterRegistry.class).counter("signalbox.dashboard.records").count()
                  >= messages.size());
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "ratePerSecond %.0f (%d records in %.2f s)%n",
          messages.size() / seconds, messages.size(), seconds);
    }
  }

  private static List<Message> messages(Story story) {
    Instant at = Instant.now();
    List<Message> messages = new ArrayList<>();
    messages.add(story.accepted(at));
    for (int i = 0; i < TASKS; i++) {
      String key = "t" + i;
      messages.add(story.queued(key, "w" + i % 8, at));
      messages.add(story.moved(key, TaskState.CLAIMED, at));
      messages.add(story.started(key, at));
      messages.add(story.moved(key, TaskState.RUNNING, at));
      messages.add(story.moved(key, TaskState.VERIFYING, at));
      messages.add(story.moved(key, TaskState.MERGING, at));
      messages.add(story.moved(key, TaskState.COMPLETED, at));
    }
    messages.add(story.ended(at, PlanState.COMPLETED));
    return messages;
  }
}
