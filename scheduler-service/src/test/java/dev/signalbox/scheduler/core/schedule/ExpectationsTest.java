package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.scheduler.core.learning.Expected;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Merged attempts teach what later plans are ordered by (S3-05). */
class ExpectationsTest {
  private static final Plan PLAN =
      TestingCore.plan(
          OnFailure.CONTINUE,
          task("quick").files("quick.txt").estimate(Duration.ofMinutes(9)).build(),
          task("slow").files("slow.txt").run("sleep 60").build());

  @Test
  void ordersASecondRunByWhatTheFirstTook() {
    TestingCore core = new TestingCore(1).accept(TestingCore.planId(1), PLAN);
    assertThat(core.published()).containsExactly("quick");
    run(core, 1, "quick", 1);
    run(core, 1, "slow", 3600);

    core.accept(TestingCore.planId(2), PLAN);
    assertThat(core.published()).containsExactly("quick", "slow", "slow");
  }

  @Test
  void learnsFromTheClaimToTheMergeOnly() {
    TestingCore core = new TestingCore(2).accept(TestingCore.planId(1), PLAN);
    core.pass(Duration.ofMinutes(5));
    run(core, 1, "slow", 7);
    core.accept(TestingCore.planId(2), PLAN);
    assertThat(taken(core, 2, "slow").expected)
        .isEqualTo(new Expected(7_000, Expected.Source.TASK));
    assertThat(taken(core, 2, "quick").expected.source()).isEqualTo(Expected.Source.ESTIMATE);
  }

  @Test
  void leavesWhatWasPlannedWithAsItWas() {
    TestingCore core = new TestingCore(2).accept(TestingCore.planId(1), PLAN);
    core.accept(TestingCore.planId(2), PLAN);
    run(core, 1, "slow", 7);
    assertThat(taken(core, 2, "slow").expected.source()).isEqualTo(Expected.Source.ASSUMED);
  }

  private static void run(TestingCore core, int plan, String key, int seconds) {
    var attempt = core.attempt(taken(core, plan, key).id);
    core.claimed(attempt);
    core.pass(Duration.ofSeconds(seconds));
    core.completed(attempt);
  }

  private static TaskRun taken(TestingCore core, int plan, String key) {
    var id = new TaskId(TestingCore.planId(plan), TestingCore.id(key).key());
    TaskRun task = core.core.ledger().task(id);
    if (task == null) {
      throw new AssertionError("no task " + id);
    }
    return task;
  }
}
