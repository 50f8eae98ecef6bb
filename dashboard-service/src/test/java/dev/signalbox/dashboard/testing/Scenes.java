package dev.signalbox.dashboard.testing;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WorkerMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Plans in the middle of their lives, for looking at and for checking the page with. */
public final class Scenes {
  private static final List<String> STEPS =
      List.of("payment-port", "money-type", "ledger-schema", "changelog", "legacy-adapter");

  private static final List<String> LOST =
      List.of(
          "refund-flow",
          "retry-policy",
          "provider-switch",
          "load-test",
          "ops-runbook",
          "dashboards",
          "old-code",
          "release");

  private final TestingTopics topics;

  public Scenes(TestingTopics topics) {
    this.topics = topics;
  }

  /** A plan that runs: some done, some at work, one failed once, the rest waiting. */
  public Story running(Instant now) {
    Story story = checkout("checkout-rework");
    Instant start = now.minus(Duration.ofMinutes(11));
    topics.send(beat(now, "worker-1", 71.0), beat(now, "worker-2", 54.0));
    topics.send(story.accepted(start));
    int at = 5;
    for (String key : STEPS) {
      complete(story, key, start.plusSeconds(at), 70 + 13 * (at % 7));
      at += 41;
    }
    complete(story, "cart-totals", start.plusSeconds(180), 96);
    complete(story, "webhook-endpoint", start.plusSeconds(205), 120);
    complete(story, "fraud-rules", start.plusSeconds(230), 168);
    begin(story, "new-adapter", now.minusSeconds(247), TaskState.RUNNING);
    begin(story, "ledger-writer", now.minusSeconds(128), TaskState.VERIFYING);
    begin(story, "checkout-form", now.minusSeconds(94), TaskState.RUNNING);
    begin(story, "webhook-signature", now.minusSeconds(61), TaskState.MERGING);
    begin(story, "fraud-report", now.minusSeconds(17), TaskState.RUNNING);
    retried(story, "tax-rounding", now);
    topics.send(
        beat(now, "worker-1", 71.0, story.attempt("new-adapter"), story.attempt("fraud-report")),
        beat(
            now, "worker-2", 54.0, story.attempt("ledger-writer"), story.attempt("checkout-form")));
    return story;
  }

  /** The same plan at its end, all merged. */
  public Story completed(Instant now) {
    Story story = checkout("spring-cleaning");
    Instant start = now.minus(Duration.ofHours(2));
    topics.send(beat(start, "worker-1", 12.0), beat(start, "worker-2", 9.0));
    topics.send(story.accepted(start));
    int at = 4;
    for (var task : story.content().tasks()) {
      complete(story, task.key().value(), start.plusSeconds(at), 62 + (at * 7) % 90);
      at += 31;
    }
    topics.send(story.ended(start.plusSeconds(at + 90L), PlanState.COMPLETED));
    return story;
  }

  /** A plan that ended with a failure, and what it took along. */
  public Story failed(Instant now) {
    Story story = checkout("checkout-spike");
    Instant start = now.minus(Duration.ofMinutes(47));
    topics.send(beat(start, "worker-1", 12.0), beat(start, "worker-2", 9.0));
    topics.send(story.accepted(start));
    int at = 4;
    for (var task : story.content().tasks()) {
      String key = task.key().value();
      if (!LOST.contains(key) && !key.equals("new-adapter")) {
        complete(story, key, start.plusSeconds(at), 55 + (at * 5) % 80);
        at += 37;
      }
    }
    fail(story, "new-adapter", start.plusSeconds(300));
    Instant end = start.plusSeconds(at + 30L);
    for (String key : LOST) {
      String why = "needs new-adapter, which failed";
      topics.send(story.moved(key, TaskState.SKIPPED, end, why));
    }
    topics.send(story.ended(end, PlanState.FAILED));
    return story;
  }

  /** Why the waiting tasks of {@link #running} wait, as the scheduler would say it. */
  public static String waits() {
    return """
    [{"task":"refund-flow","state":"PENDING","sentence":"waits for new-adapter, ledger-writer"},
     {"task":"receipt-mail","state":"PENDING","sentence":"waits for ledger-writer"},
     {"task":"retry-policy","state":"PENDING","sentence":"waits for new-adapter"},
     {"task":"checkout-a11y","state":"PENDING","sentence":"waits for checkout-form"},
     {"task":"provider-switch","state":"PENDING","sentence":"waits for new-adapter"},
     {"task":"load-test","state":"PENDING","sentence":"waits for checkout-form, provider-switch"},
     {"task":"ops-runbook","state":"PENDING","sentence":"waits for provider-switch"},
     {"task":"dashboards","state":"PENDING","sentence":"waits for new-adapter"},
     {"task":"old-code","state":"PENDING","sentence":"waits for checkout-a11y, load-test"},
     {"task":"release","state":"PENDING","sentence":"waits for old-code, refund-flow, ops-runbook"},
     {"task":"tax-rounding","state":"RETRY_WAIT","sentence":"tried again at 12:41:07"}]
    """;
  }

  /** How far estimates were off, as the scheduler would say it. */
  public static String estimates() {
    return """
    {"author":{"tasks":24,"meanError":0.38,"bias":-0.21},
     "learned":{"tasks":20,"meanError":0.12,"bias":0.001},
     "expected":{"tasks":24,"meanError":0.16,"bias":-0.02},"bySource":{}}
    """;
  }

  /** When {@link #running} should be over, as the scheduler would say it. */
  public static String forecast(Instant now) {
    String end = now.plusSeconds(412).toString();
    return """
    {"plan":"0","now":"%s","eta":"%s","held":"","workers":5,"remainingPathSeconds":412.0,
     "remainingWorkSeconds":1180.0,"open":17,"kind":"hybrid","waves":6,"width":6,
     "criticalPath":["new-adapter","provider-switch","load-test","old-code","release"],
     "waitedSeconds":{"needs":3120.0,"path":214.5,"backoff":9.0},
     "tasks":[%s]}
    """
        .formatted(
            now,
            end,
            String.join(
                ",",
                expected("new-adapter", now.plusSeconds(40), true),
                expected("provider-switch", now.plusSeconds(130), true),
                expected("load-test", now.plusSeconds(250), true),
                expected("old-code", now.plusSeconds(330), true),
                expected("release", now.plusSeconds(412), true),
                expected("tax-rounding", now.plusSeconds(95), false),
                expected("ledger-writer", now.plusSeconds(20), false),
                expected("receipt-mail", now.plusSeconds(80), false)));
  }

  private static String expected(String key, Instant finish, boolean critical) {
    return """
    {"task":"%s","start":"%s","finish":"%s","slackSeconds":%s,"critical":%s,
     "expectedSeconds":80.0,"source":"TASK"}
    """
        .formatted(key, finish.minusSeconds(80), finish, critical ? 0 : 171.0, critical);
  }

  private static Story checkout(String name) {
    UUID id = UUID.randomUUID();
    String document = text("plans/checkout.yaml").replace("checkout-rework", name);
    return new Story("/srv/" + id + "/shop/.git", id, document);
  }

  private void complete(Story story, String key, Instant at, int seconds) {
    begin(story, key, at, TaskState.MERGING);
    topics.send(story.moved(key, TaskState.COMPLETED, at.plusSeconds(seconds)));
    topics.send(story.output(key, at.plusSeconds(seconds), "BUILD SUCCESSFUL\n", true));
  }

  private void begin(Story story, String key, Instant at, TaskState upTo) {
    String worker = "worker-" + (1 + Math.abs(key.hashCode()) % 2);
    List<Message> messages = new ArrayList<>();
    messages.add(story.queued(key, worker, at.minusMillis(40)));
    messages.add(story.moved(key, TaskState.CLAIMED, at));
    messages.add(story.moved(key, TaskState.RUNNING, at.plusMillis(300)));
    messages.add(story.output(key, at.plusSeconds(1), text("plans/output.txt"), false));
    if (upTo == TaskState.VERIFYING || upTo == TaskState.MERGING) {
      messages.add(story.moved(key, TaskState.VERIFYING, at.plusSeconds(40)));
    }
    if (upTo == TaskState.MERGING) {
      messages.add(story.moved(key, TaskState.MERGING, at.plusSeconds(50)));
    }
    topics.send(messages.toArray(Message[]::new));
  }

  private void retried(Story story, String key, Instant now) {
    begin(story, key, now.minusSeconds(80), TaskState.VERIFYING);
    String why = "verify: TaxTest.roundsPerLine expected 10.45 but was 10.44";
    topics.send(
        story.failed(key, now.minusSeconds(9), why),
        story.moved(key, TaskState.RETRY_WAIT, now.minusSeconds(9), why));
  }

  private void fail(Story story, String key, Instant at) {
    begin(story, key, at, TaskState.RUNNING);
    String why = "exit 1: NextProviderTest.declinesExpiredCards failed, see the output";
    topics.send(
        story.failed(key, at.plusSeconds(77), why),
        story.moved(key, TaskState.FAILED, at.plusSeconds(77), why));
  }

  private static WorkerMessage.Heartbeat beat(
      Instant now, String name, double cpu, AttemptRef... running) {
    return new WorkerMessage.Heartbeat(
        UUID.randomUUID(),
        now,
        new WorkerId(name),
        UUID.randomUUID(),
        "build-7",
        4711,
        4,
        4,
        List.of("java", "web"),
        List.of(running),
        Duration.ofHours(12),
        cpu,
        48.2,
        81_300_000_000L,
        WorkerMessage.Allowance.unlimited(4),
        WorkerMessage.Profile.PLAIN);
  }

  private static String text(String resource) {
    try (InputStream in = Scenes.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
