package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.jooq.StoredPlans;
import dev.signalbox.scheduler.core.schedule.Saved;
import dev.signalbox.scheduler.testing.Stage;
import dev.signalbox.scheduler.testing.TestingScheduler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S0-43, S0-55: plans that are too long for a record, through HTTP, tables and topics. */
class LongPlanIT {
  private static final int TASKS = 3_000;

  @TempDir Path folder;

  @Test
  void isStoredSaidInPortionsAndTakenUpAgain() throws IOException {
    try (Stage stage = stage()) {
      String text = longPlan(stage);
      var accepted = stage.scheduler.post("/api/v1/plans?wait=60s", text, "text/plain");

      assertThat(accepted.status()).isEqualTo(201);
      PlanId plan = PlanId.of(accepted.body().get("plan").asString());
      stage.assigned("t0");
      stage.changes.await(
          change -> change instanceof PlanChange.TasksAdded added && added.from() == TASKS - 100);
      assertThat(tasksSaid(stage)).isEqualTo(TASKS);
      assertThat(stage.changes.seen())
          .filteredOn(PlanChange.TasksAdded.class::isInstance)
          .hasSize(TASKS / 100 - 1);
      StoredPlans store = stage.scheduler.bean(StoredPlans.class);
      assertThat(store.forgetUnusedBefore(Instant.now())).isZero();
      try (var document = store.document(plan.value()).orElseThrow()) {
        assertThat(new String(document.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
      }
      stage.scheduler.close();
      takeUpAgain(stage, plan);
    }
  }

  /** I6: the same submission again is the same plan. */
  @Test
  void isAcceptedOnceHoweverOftenItIsHandedIn() {
    try (Stage stage = stage()) {
      String text = longPlan(stage);
      var first = stage.scheduler.postWithKey("/api/v1/plans?wait=60s", text, "once");
      var second = stage.scheduler.postWithKey("/api/v1/plans?wait=60s", text, "once");

      assertThat(first.status()).isEqualTo(201);
      assertThat(second.body().get("plan")).isEqualTo(first.body().get("plan"));
      stage.reached("t0", TaskState.QUEUED);
      assertThat(stage.changes.seen()).filteredOn(PlanChange.Accepted.class::isInstance).hasSize(1);
      assertThat(stage.scheduler.get("/api/v1/submissions/once").status()).isEqualTo(404);
    }
  }

  /** I10: what is wrong is said with its place, and nothing is kept of it. */
  @Test
  void saysWhatIsWrongAndKeepsNothing() {
    try (Stage stage = stage("--signalbox.scheduler.largest-plan=1048576")) {
      String wrong = longPlan(stage).replace("t2999: { run: 'true'", "t2999: { rum: 'true'");
      var refused = stage.scheduler.post("/api/v1/plans", wrong, "text/plain");
      var tooLong = stage.scheduler.post("/api/v1/plans", "#".repeat(3 << 20), "text/plain");

      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body().get("errors").get(0).get("line").asInt()).isEqualTo(TASKS + 4);
      assertThat(tooLong.status()).isEqualTo(413);
      assertThat(tooLong.body().get("code").asString()).isEqualTo("plan-too-large");
      StoredPlans store = stage.scheduler.bean(StoredPlans.class);
      assertThat(store.forgetUnusedBefore(Instant.now().plusSeconds(60))).isZero();
    }
  }

  private Stage stage(String... more) {
    List<String> settings =
        List.of(
            "--signalbox.scheduler.inline-plan=1024", "--signalbox.scheduler.tasks-per-record=100");
    return new Stage(
        folder, Stream.concat(settings.stream(), Arrays.stream(more)).toArray(String[]::new));
  }

  private static void takeUpAgain(Stage stage, PlanId plan) {
    try (TestingScheduler again = TestingScheduler.start(stage.database)) {
      int waiting = again.get("/api/v1/plans/" + plan + "/waits").body().size();
      PlanStore plans = again.bean(PlanStore.class);
      Saved saved = plans.plan(stage.repository.id(), plan).orElseThrow();
      List<TaskSpec> tasks = saved.plan().setup().content().tasks();
      assertThat(tasks).hasSize(TASKS);
      assertThat(tasks.get(7).needs()).isEmpty();
      assertThat(tasks.getLast().needs()).containsExactly(tasks.get(TASKS - 11).key());
      assertThat(saved.tasks()).hasSize(TASKS);
      assertThat(saved.tasks()).filteredOn(task -> !task.state().isActive()).hasSize(waiting);
    }
  }

  private static long tasksSaid(Stage stage) {
    long added =
        stage.changes.seen().stream()
            .filter(PlanChange.TasksAdded.class::isInstance)
            .mapToLong(change -> ((PlanChange.TasksAdded) change).tasks().size())
            .sum();
    PlanChange.Accepted accepted = (PlanChange.Accepted) stage.changes.seen().getFirst();
    return added + accepted.content().tasks().size();
  }

  private static String longPlan(Stage stage) {
    return stage.plan(
        "long",
        IntStream.range(0, TASKS)
            .mapToObj(at ->
                "t%d: { run: 'true', files: [f%d.txt]%s }"
                    .formatted(at, at, at < 10 ? "" : ", needs: t" + (at - 10)))
            .toArray(String[]::new));
  }
}
