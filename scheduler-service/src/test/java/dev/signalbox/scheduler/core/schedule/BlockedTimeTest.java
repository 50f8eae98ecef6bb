package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.Submission;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The time tasks wait goes to the reason that explain gives for them. */
class BlockedTimeTest {

  @Test
  void eachTaskCountsForTheReasonThatIsGivenForIt() {
    TestingCore core =
        new TestingCore(1)
            .accept(
                task("holder").files("x").build(),
                task("path").files("x/y").build(),
                task("needs").needs("holder").files("n").build(),
                task("slots").files("s").build());
    assertThat(look(core)).isEmpty();
    core.now = core.now.plusSeconds(2);

    Map<String, Long> waited = look(core);

    assertThat(waited).isEqualTo(Map.of("path", 2000L, "needs", 2000L, "slots", 2000L));
    waited.keySet().forEach(word -> assertThat(core.reason(word).word()).isEqualTo(word));
    assertThat(core.core.snapshot(TestingPlans.PLAN_ID, core.now).orElseThrow().waited())
        .isEqualTo(waited);
  }

  @Test
  void aFailedTaskThatIsTriedAgainAndAPausedPlanCountToo() {
    TestingCore core =
        new TestingCore(1)
            .accept(
                task("backoff").files("x").retry(2, Duration.ofHours(1)).build(),
                task("paused").files("y").build());
    core.claimed("backoff").failed("backoff", FailureKind.EXIT);
    core.claimed("paused").failed("paused", FailureKind.WORKER_LOST);
    core.command(
        new Submission.PausePlan(
            UUID.randomUUID(), core.now, TestingPlans.REPOSITORY, TestingPlans.PLAN_ID, "lunch"));
    look(core);
    core.now = core.now.plusSeconds(1);

    assertThat(look(core)).containsEntry("backoff", 1000L);
  }

  /** However many wait, only some are asked: the others count for what limits all of them. */
  @Test
  void manyThatWaitForTheSameAreCountedTogether() {
    TaskSpec[] tasks =
        IntStream.range(0, 500)
            .mapToObj(at -> task("t" + at).files("f" + at).build())
            .toArray(TaskSpec[]::new);
    TestingCore core = new TestingCore(1).accept(tasks);
    look(core);
    core.now = core.now.plusSeconds(1);

    assertThat(look(core)).isEqualTo(Map.of("slots", 499_000L));
  }

  @Test
  void aPauseOfTheProcessCountsLittle() {
    TestingCore core =
        new TestingCore(1).accept(task("a").files("x").build(), task("b").files("x").build());
    look(core);
    core.now = core.now.plus(Duration.ofHours(3));

    assertThat(look(core)).isEqualTo(Map.of("path", 5000L));
  }

  private static Map<String, Long> look(TestingCore core) {
    return core.core.lookAtWaits(core.now);
  }
}
