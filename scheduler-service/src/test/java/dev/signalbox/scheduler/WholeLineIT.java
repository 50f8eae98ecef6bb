package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.scheduler.testing.Stage;
import dev.signalbox.scheduler.testing.TestingScheduler;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan from its submission to its end. */
class WholeLineIT {
  @TempDir Path folder;

  @Test
  @DisplayName("I7: a plan goes on where it was when the scheduler restarts in the middle")
  void runsThePlanThoughTheSchedulerRestarts() {
    try (Stage stage = new Stage(folder)) {
      submit(stage);
      stage.worker.work(stage.assigned("first"));
      stage.assigned("second");
      stage.scheduler.close();
      stage.worker.work(stage.assigned("second"));
      try (TestingScheduler again = TestingScheduler.start(stage.database)) {
        stage.worker.work(stage.assigned("third"));
        PlanChange end = stage.ended(PlanState.COMPLETED);
        assertThat(again.get("/api/v1/plans/" + end.plan() + "/waits").body()).isEmpty();
      }
      assertThat(stage.changes.seen())
          .extracting(PlanChange::sequence)
          .doesNotHaveDuplicates()
          .isSorted();
    }
  }

  private static void submit(Stage stage) {
    String plan =
        stage.plan(
            "line",
            "first: { files: [a.txt], run: 'true' }",
            "second: { files: [b.txt], run: 'true', needs: first }",
            "third: { files: [b.txt], run: 'true', needs: second }");
    TestingScheduler.Answer answer =
        stage.scheduler.post("/api/v1/plans", plan, "application/yaml");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    assertThat(answer.body().get("mergeBranch").asString()).isEqualTo("signalbox/line");
    assertThat(stage.repository.git("rev-parse", "signalbox/line"))
        .isEqualTo(answer.body().get("base").asString());
  }
}
