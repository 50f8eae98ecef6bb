package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.scheduler.core.replay.Replay;
import dev.signalbox.scheduler.testing.Stage;
import dev.signalbox.scheduler.testing.TestingScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan from its submission to its end. */
class WholeLineIT {
  @TempDir Path folder;

  @Test
  @DisplayName("I7: a plan goes on where it was when the scheduler restarts in the middle")
  void runsThePlanThoughTheSchedulerRestarts() throws IOException {
    Path first = folder.resolve("first.jsonl");
    Path second = folder.resolve("second.jsonl");
    try (Stage stage = new Stage(folder, recording(first))) {
      submit(stage);
      stage.worker.work(stage.assigned("first"));
      stage.assigned("second");
      stage.scheduler.close();
      stage.worker.work(stage.assigned("second"));
      try (TestingScheduler again = TestingScheduler.start(stage.database, recording(second))) {
        stage.worker.work(stage.assigned("third"));
        PlanChange end = stage.ended(PlanState.COMPLETED);
        assertThat(again.get("/api/v1/plans/" + end.plan() + "/waits").body()).isEmpty();
      }
      assertThat(stage.changes.seen())
          .extracting(PlanChange::sequence)
          .doesNotHaveDuplicates()
          .isSorted();
    }
    decidesTheSameAgain(first);
    decidesTheSameAgain(second);
  }

  private static String recording(Path file) {
    return "--signalbox.scheduler.recording=" + file;
  }

  /** I8: what was decided is decided again from what was recorded. */
  private static void decidesTheSameAgain(Path recording) throws IOException {
    Replay replay = new Replay();
    for (String line : Files.readAllLines(recording)) {
      assertThat(replay.take(line)).as(line).isEmpty();
    }
    assertThat(replay.inputs()).as("inputs").isGreaterThanOrEqualTo(3);
    assertThat(replay.decisions()).as("decisions").isPositive();
    assertThat(replay.repositories()).isEqualTo(1);
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
