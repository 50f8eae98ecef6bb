package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.adapter.jooq.OutboxStore;
import dev.signalbox.scheduler.adapter.jooq.PartitionStore;
import dev.signalbox.scheduler.adapter.jooq.Transaction;
import dev.signalbox.scheduler.adapter.kafka.TopicSetup;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import dev.signalbox.scheduler.testing.Stage;
import dev.signalbox.scheduler.testing.TestingRecords;
import dev.signalbox.scheduler.testing.TestingScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two schedulers, one after the other or at the same time. */
class TakeoverIT {
  @TempDir Path folder;

  @Test
  @DisplayName("Interleaving 18: a former owner can write nothing more")
  void takingOverFencesTheFormerOwner() {
    try (Stage stage = new Stage(folder)) {
      submit(stage);
      stage.assigned("a");
      int partition = TopicSetup.partitionOf(stage.repository.id().value(), 8);
      DSLContext database = stage.scheduler.bean(DSLContext.class);
      TopicSetup topics = stage.scheduler.bean(TopicSetup.class);
      var taken =
          new PartitionStore(database)
              .takeOver(
                  partition, "other", topics.id(Topics.SUBMISSIONS), topics.id(Topics.EVENTS));
      stage.worker.complete(stage.assigned("a"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() ->
              stage
                      .scheduler
                      .get("/api/v1/plans/" + stage.changes.seen().getFirst().plan() + "/waits")
                      .status()
                  == 503);
      assertThat(new PartitionStore(database).current(partition, taken.epoch())).isEqualTo(taken);
      stage.scheduler.close();
      try (TestingScheduler next = TestingScheduler.start(stage.database)) {
        stage.worker.work(stage.assigned("b"));
        PlanChange end = stage.ended(PlanState.COMPLETED);
        assertThat(next.get("/api/v1/plans/" + end.plan() + "/waits").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void twoSchedulersShareTheWorkAndOneTakesItAll() {
    try (Stage stage = new Stage(folder)) {
      submit(stage);
      stage.assigned("a");
      try (TestingScheduler second = TestingScheduler.start(stage.database)) {
        stage.scheduler.close();
        stage.worker.work(stage.assigned("a"));
        stage.worker.work(stage.assigned("b"));
        PlanChange end = stage.ended(PlanState.COMPLETED);
        assertThat(second.get("/api/v1/plans/" + end.plan() + "/waits").status()).isEqualTo(200);
      }
      assertThat(stage.changes.seen()).extracting(PlanChange::sequence).doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("Interleaving 9: what was committed and not sent is sent by the next owner")
  void theOutboxIsSentAtATakeover() {
    try (Stage stage = new Stage(folder)) {
      stage.scheduler.close();
      try (TestingScheduler before = TestingScheduler.start(stage.database)) {
        keepUnsent(before);
      }
      try (TestingScheduler after = TestingScheduler.start(stage.database);
          TestingRecords<Control> controls = new TestingRecords<>(Topics.CONTROLS, Control.class)) {
        controls.await(
            control -> control instanceof Control.Stop stop && stop.reason().equals("kept"));
        OutboxStore outbox = after.bean(OutboxStore.class);
        await().until(() -> outbox.unsent(3).isEmpty());
      }
    }
  }

  /** As if the process had died between its commit and its sending. */
  private static void keepUnsent(TestingScheduler scheduler) {
    Control.Stop stop =
        new Control.Stop(UUID.randomUUID(), Instant.now(), TestingPlans.attempt("a", 1), "kept");
    byte[] value = new MessageCodec("test").encode(stop);
    try (Transaction transaction = Transaction.begin(scheduler.bean(DataSource.class))) {
      transaction.keep(
          List.of(new Outgoing(3, 1, Topics.CONTROLS, null, value, Map.of("ce_id", "x"))));
      transaction.commit();
    }
  }

  private static void submit(Stage stage) {
    String plan =
        stage.plan(
            "two",
            "a: { files: [a.txt], run: 'true' }",
            "b: { files: [b.txt], run: 'true', needs: a }");
    var answer = stage.scheduler.post("/api/v1/plans", plan, "text/plain");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }
}
