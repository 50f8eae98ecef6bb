package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.scheduler.adapter.kafka.TopicSetup;
import dev.signalbox.scheduler.testing.Stage;
import dev.signalbox.scheduler.testing.TestingRecords;
import dev.signalbox.scheduler.testing.TestingScheduler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody may put on the topic of submissions. */
class SubmissionsIT {
  private static final String TASK = "only: { files: [a.txt], run: 'true' }";

  @TempDir Path folder;

  @Test
  @DisplayName("I10: what is no plan is rejected with every reason and stops nothing")
  void badRecordsAreRejectedAndGoodOnesGoOn() {
    try (Stage stage = new Stage(folder);
        TestingRecords<SubmissionRejected> rejected =
            new TestingRecords<>(Topics.REJECTED, SubmissionRejected.class)) {
      send(stage, new byte[] {(byte) 0xff, (byte) 0xfe});
      send(stage, "signalbox: 1\nname: x\nnonsense: 1\n".getBytes(StandardCharsets.UTF_8));
      send(stage, stage.plan("cycle", "a: { run: x, needs: a }").getBytes(StandardCharsets.UTF_8));
      send(
          stage,
          stage
              .plan("gone", TASK)
              .replace(folder.toString(), folder + "/gone")
              .getBytes(StandardCharsets.UTF_8));
      send(stage, stage.plan("good", TASK).getBytes(StandardCharsets.UTF_8));
      stage.worker.work(stage.assigned("only"));
      stage.ended(PlanState.COMPLETED);

      rejected.await(record -> has(record, "E060-unreadable"));
      rejected.await(record -> has(record, "E010-unknown-field") && record.reasons().size() > 1);
      rejected.await(record -> has(record, "E004-self-need") || has(record, "E002-cycle"));
      SubmissionRejected gone = rejected.await(record -> has(record, "E040-not-a-repository"));
      assertThat(gone.topic()).isEqualTo(Topics.SUBMISSIONS);
      assertThat(gone.value()).contains("name: gone");
      assertThat(gone.reasons()).extracting(Problem::path).contains("/repository/path");
    }
  }

  @Test
  @DisplayName("A database that is away is said to be, and nothing is changed meanwhile")
  void whatNeedsTheDatabaseIsAnsweredWithATry() {
    try (Stage stage = new Stage(folder, "--spring.datasource.hikari.connection-timeout=500")) {
      String plan = "/api/v1/plans/" + UUID.randomUUID();
      RealServices.whileAway(
          stage.database,
          () -> {
            TestingScheduler.Answer command =
                stage.scheduler.post(plan + "/pause", "{}", "application/json");
            assertThat(command.status()).as("%s", command.body()).isEqualTo(503);
            assertThat(command.body().path("code").asString()).isEqualTo("database-unavailable");
            assertThat(command.body().path("detail").asString()).contains("nothing was changed");
            assertThat(stage.scheduler.get(plan + "/estimates").status()).isEqualTo(503);

            String handedIn = stage.plan("away", TASK);
            TestingScheduler.Answer submitted =
                stage.scheduler.post("/api/v1/plans?wait=1s", handedIn, "text/plain");
            assertThat(submitted.status()).as("%s", submitted.body()).isEqualTo(503);
            assertThat(submitted.body().path("code").asString()).isEqualTo("not-accepted-yet");
          });
      stage.worker.work(stage.assigned("only"));
      stage.ended(PlanState.COMPLETED);
    }
  }

  @Test
  @DisplayName(
      "Interleaving 8: a submission on another partition is published again on the right one")
  void theWrongPartitionIsPutRight() {
    try (Stage stage = new Stage(folder)) {
      int right = TopicSetup.partitionOf(stage.repository.id().value(), 8);
      byte[] plan = stage.plan("stray", TASK).getBytes(StandardCharsets.UTF_8);
      stage.producer.send(Topics.SUBMISSIONS, (right + 3) % 8, "some key", plan);
      stage.worker.work(stage.assigned("only"));
      stage.ended(PlanState.COMPLETED);
      assertThat(stage.changes.seen()).filteredOn(PlanChange.Accepted.class::isInstance).hasSize(1);
    }
  }

  @Test
  void theHttpDoorSaysWhatIsWrong() {
    try (Stage stage = new Stage(folder)) {
      TestingScheduler scheduler = stage.scheduler;
      var invalid = scheduler.post("/api/v1/plans", "signalbox: 1\nname: x\n", "text/plain");
      assertThat(invalid.status()).isEqualTo(422);
      assertThat(invalid.body().get("code").asString()).isEqualTo("invalid-plan");
      assertThat(invalid.body().get("errors")).isNotEmpty();
      var badWait = scheduler.post("/api/v1/plans?wait=soon", "x", "text/plain");
      assertThat(badWait.status()).isEqualTo(400);
      var unknown = "00000000-0000-7000-8000-000000000000";
      var cancel = scheduler.post("/api/v1/plans/" + unknown + "/cancel", "{}", "application/json");
      assertThat(cancel.status()).isEqualTo(404);
      assertThat(cancel.body().get("code").asString()).isEqualTo("unknown-plan");
      assertThat(scheduler.get("/api/v1/plans/" + unknown + "/waits").status()).isEqualTo(404);
      assertThat(scheduler.get("/api/v1/plans/no-uuid/waits").status()).isEqualTo(400);
    }
  }

  private static boolean has(SubmissionRejected record, String code) {
    return record.reasons().stream().anyMatch(reason -> reason.code().equals(code));
  }

  private static void send(Stage stage, byte[] value) {
    String key = stage.repository.id().value();
    stage.producer.send(Topics.SUBMISSIONS, null, key, value);
  }
}
