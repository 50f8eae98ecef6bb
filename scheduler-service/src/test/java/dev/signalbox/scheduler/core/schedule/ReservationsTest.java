package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReservationsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  @DisplayName("What waited ten minutes gets its paths kept; only what ends before may fill in")
  void othersMayOnlyBackfill() {
    TestingCore core =
        new TestingCore(9)
            .accept(
                task("a").files("a").estimate(Duration.ofMinutes(20)).build(),
                task("wide").files("a", "b").build());
    core.pass(Duration.ofMinutes(11));
    core.accept(
        TestingCore.planId(2),
        TestingCore.plan(
            OnFailure.CONTINUE,
            task("short").files("b").estimate(Duration.ofMinutes(9)).build(),
            task("long").files("b/x").estimate(Duration.ofMinutes(10)).build(),
            task("other").files("c").estimate(Duration.ofHours(9)).build()));

    assertThat(core.published()).containsExactly("a", "other", "short");
    core.completed("a");
    assertThat(core.published()).doesNotContain("wide");
    core.completed(core.open().getLast());
    assertThat(core.published()).containsExactly("a", "other", "short", "wide");
    core.completed("wide");
    assertThat(core.published()).endsWith("long");
  }

  @Test
  void aHigherClassGoesFirstAllTheSame() {
    TestingCore core = reserved();
    core.accept(TestingCore.planId(2), one("p0", Priority.P0));
    core.accept(TestingCore.planId(3), one("p2", Priority.P2));

    assertThat(core.published()).containsExactly("a", "p0");
    assertThat(core.reason("p2", 3))
        .isEqualTo(
            new WaitReason.PathHeld("b", core.open().getLast().task(), core.now, soon(core)));
    core.completed(core.open().getLast());
    assertThat(core.reason("p2", 3))
        .isEqualTo(
            new WaitReason.Reserved(
                "b", TestingCore.id("wide"), core.now.plus(MINUTE.multipliedBy(9))));
  }

  @Test
  void aReservationEndsWithItsTask() {
    TestingCore core = reserved();
    core.accept(TestingCore.planId(3), one("p2", Priority.P2));
    assertThat(core.published()).containsExactly("a");
    core.cancel("wide");
    assertThat(core.state("wide")).isEqualTo(TaskState.CANCELLED);
    assertThat(core.published()).containsExactly("a", "p2");
  }

  @Test
  @DisplayName("I3: who would be over in time by a clock that was set back is not kept back")
  void theClockMayBeSetBack() {
    TestingCore core = reserved();
    core.accept(TestingCore.planId(3), one("p2", Priority.P2));
    assertThat(core.published()).containsExactly("a");
    core.now = core.now.minus(MINUTE.multipliedBy(2));
    core.decide();
    assertThat(core.published()).containsExactly("a", "p2");
  }

  @Property(tries = 50)
  @Label("I3: a wide task starts under an endless stream of narrow ones")
  // Half start within 27 minutes, one of 400 needs more than an hour: what runs ends by chance.
  void waitingIsBounded(@ForAll long seed) {
    Random random = new Random(seed);
    TestingCore core = new TestingCore(1 + random.nextInt(8));
    core.accept(TestingCore.planId(1), stream(random, 0));
    core.accept(TestingCore.plan(OnFailure.CONTINUE, task("wide").files("s/").build()));
    int minutes = 0;
    while (!core.published().contains("wide")) {
      assertThat(++minutes).as("minutes").isLessThan(180);
      core.accept(TestingCore.planId(minutes + 1), stream(random, minutes));
      core.pass(MINUTE);
      for (AttemptRef open : core.open()) {
        if (random.nextInt(5) == 0) {
          core.completed(open);
        }
      }
    }
  }

  private static Plan stream(Random random, int minute) {
    List<TaskSpec> tasks = new ArrayList<>();
    for (int at = 0; at < 4; at++) {
      String file = "s/" + random.nextInt(20);
      tasks.add(
          task("n" + minute + "x" + at)
              .files(file)
              .estimate(Duration.ofMinutes(1 + random.nextInt(9)))
              .build());
    }
    return TestingCore.plan(OnFailure.CONTINUE, tasks.toArray(TaskSpec[]::new));
  }

  /**
   * A task of two paths has the reservation, and one path is held past its expected end, so twice
   * as long is expected.
   */
  private static TestingCore reserved() {
    TestingCore core =
        new TestingCore(9)
            .accept(
                task("a").files("a").estimate(Duration.ofMinutes(10)).build(),
                task("wide").files("a", "b").build());
    return core.pass(Duration.ofMinutes(11));
  }

  private static Plan one(String key, Priority priority) {
    return TestingCore.plan(
        OnFailure.CONTINUE,
        task(key).files("b").priority(priority).estimate(MINUTE.multipliedBy(10)).build());
  }

  private static Instant soon(TestingCore core) {
    return core.now.plus(MINUTE.multipliedBy(10));
  }
}
