package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interleavings 4 and 17, where the worker that merged is dead and the task is cancelled. */
class LateMergesIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("The ref update decides: a merge that nobody told of completes a cancelled task")
  void aCancelledTaskThatWasMergedIsCompleted(boolean byUrl) throws IOException {
    try (Stage stage = new Stage(folder)) {
      String plan = submit(stage, byUrl);
      Assignment first = stage.assigned("a");
      stage.worker.claim(first);
      stage.reached("a", TaskState.CLAIMED);
      String commit = mergeAndDie(stage, first);

      var answer =
          stage.scheduler.post("/api/v1/tasks/" + plan + "/a/cancel", "{}", "application/json");
      assertThat(answer.status()).isEqualTo(202);
      stage.worker.say(first, closed(first));

      stage.reached("a", TaskState.CANCELLED);
      stage.reached("b", TaskState.SKIPPED);
      assertThat(stage.reached("a", TaskState.COMPLETED).commit()).isEqualTo(commit);
      stage.worker.work(stage.assigned("b"));
      stage.ended(PlanState.COMPLETED);
    }
  }

  /** What a worker leaves that dies right after its merge: the branch, and its claim. */
  private String mergeAndDie(Stage stage, Assignment of) throws IOException {
    String tree = stage.repository.git("rev-parse", of.mergeBranch() + "^{tree}");
    String commit = commit(stage, tree, of.mergeBranch());
    Path claim = folder.resolve("claim.json");
    Files.write(
        claim,
        MessageCodec.mapper()
            .writeValueAsBytes(
                Map.of(
                    "attempt", of.attempt(),
                    "token", of.attempt().token(),
                    "nonce", UUID.randomUUID(),
                    "footprint", of.footprint(),
                    "state", "merging",
                    "commit", commit)));
    String blob = stage.repository.git("hash-object", "-w", claim.toString());
    var task = of.attempt().task();
    stage.repository.git(
        "update-ref", "refs/signalbox/claims/" + task.plan() + "/" + task.key(), blob);
    stage.repository.git("update-ref", "refs/heads/" + of.mergeBranch(), commit);
    return commit;
  }

  private static String commit(Stage stage, String tree, String parent) {
    String name = "user.name=test";
    String address = "user.email=test@signalbox.invalid";
    return stage.repository.git(
        "-c", name, "-c", address, "commit-tree", tree, "-p", parent, "-m", "merged");
  }

  private static TaskEvent closed(Assignment of) {
    return new TaskEvent.ClaimClosed(
        UUID.randomUUID(), Instant.now(), of.repository(), of.attempt(), ClosedBy.EXPIRY);
  }

  private static String submit(Stage stage, boolean byUrl) {
    String here =
        stage.plan(
            "late",
            "a: { files: [a.txt], run: 'true' }",
            "b: { files: [b.txt], run: 'true', needs: a }");
    String url = "url: \"" + stage.repository.folder().toUri() + "\", target: main";
    String plan = byUrl ? here.replace("path: \"" + stage.repository.folder() + "\"", url) : here;
    assertThat(plan.contains("file:")).isEqualTo(byUrl);
    var answer = stage.scheduler.post("/api/v1/plans", plan, "text/plain");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().get("plan").asString();
  }
}
