package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.scheduler.testing.Stage;
import dev.signalbox.scheduler.testing.TestingScheduler;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a plan took is known when it is run again, by whichever scheduler (S3-05). */
class LearnedDurationsIT {
  @TempDir Path folder;

  @Test
  void aSecondRunIsPlannedWithWhatTheFirstTook() {
    try (Stage stage = new Stage(folder)) {
      String first = submit(stage.scheduler, stage);
      run(stage, first);
      JsonNode before = estimates(stage.scheduler, first);
      assertThat(before.path("author").path("tasks").asInt()).isEqualTo(1);
      assertThat(before.path("author").path("bias").asDouble()).as("an hour").isGreaterThan(10);
      assertThat(before.path("bySource").has("ESTIMATE")).isTrue();
      assertThat(before.path("bySource").has("TASK")).isFalse();
      stage.scheduler.close();

      try (TestingScheduler next = TestingScheduler.start(stage.database)) {
        String second = submit(next, stage);
        run(stage, second);
        JsonNode after = estimates(next, second);
        assertThat(after.path("bySource").path("TASK").path("tasks").asInt()).isEqualTo(2);
        assertThat(after.path("expected").path("bias").asDouble())
            .isLessThan(before.path("expected").path("bias").asDouble());
        assertThat(errors(next, "author")).isEqualTo(1);
        assertThat(errors(next, "scheduler")).isEqualTo(2);
      }
    }
  }

  @Test
  void thePlanMustBeKnown() {
    try (Stage stage = new Stage(folder)) {
      String unknown = "/api/v1/plans/01900000-0000-7000-8000-000000000009/estimates";
      assertThat(stage.scheduler.get(unknown).status()).isEqualTo(404);
    }
  }

  private static String submit(TestingScheduler scheduler, Stage stage) {
    String plan =
        stage.plan(
            "nightly",
            "a: { files: [a.txt], run: 'true', estimate: 1h }",
            "b: { files: [b.txt], run: 'make b', needs: a }");
    var answer = scheduler.post("/api/v1/plans", plan, "text/plain");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().path("plan").asString();
  }

  private static void run(Stage stage, String plan) {
    PlanId id = PlanId.of(plan);
    for (String key : new String[] {"a", "b"}) {
      Assignment assignment =
          stage.assignments.await(given ->
              given.attempt().task().plan().equals(id) && given.task().key().value().equals(key));
      stage.worker.work(assignment);
    }
    stage.changes.await(change ->
        change.plan().equals(id)
            && change instanceof PlanChange.StateChanged moved
            && moved.state() == PlanState.COMPLETED);
  }

  private static JsonNode estimates(TestingScheduler scheduler, String plan) {
    var answer = scheduler.get("/api/v1/plans/" + plan + "/estimates");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static long errors(TestingScheduler scheduler, String by) {
    return scheduler
        .bean(MeterRegistry.class)
        .get("signalbox.estimate.error.ratio")
        .tag("by", by)
        .summary()
        .count();
  }
}
