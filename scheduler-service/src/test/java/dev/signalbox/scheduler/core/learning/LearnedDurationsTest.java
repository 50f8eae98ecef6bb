package dev.signalbox.scheduler.core.learning;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.plan.TaskType;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.learning.Expected.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is expected of a task, from what was measured of others (S3-04, S3-05). */
class LearnedDurationsTest {
  private static final String PLAN = "nightly";

  private final LearnedDurations durations = new LearnedDurations(Duration.ofMinutes(1));

  @Test
  void assumesWhereNothingIsKnown() {
    assertThat(durations.expected(PLAN, task("a", "x")))
        .isEqualTo(new Expected(60_000, Source.ASSUMED));
  }

  @Test
  void believesOneMeasurementOfTheTaskItself() {
    TaskSpec task = estimated("a", "x");
    learn(task, 2_000);
    assertThat(durations.expected(PLAN, task)).isEqualTo(new Expected(2_000, Source.TASK));
  }

  @Test
  void takesTheSameKeyInAPlanOfAnotherNameForAnotherTask() {
    learn(task("a", "x"), 2_000);
    assertThat(durations.expected("other", estimated("a", "y")).source())
        .isEqualTo(Source.ESTIMATE);
  }

  @Test
  void believesACommandOverItsAuthorFromThreeMeasurementsOn() {
    TaskSpec wanted = estimated("z", "make   all\n");
    learn(task("a", "make all"), 3_000);
    learn(task("b", "make all"), 1_000);
    assertThat(durations.expected(PLAN, wanted).source()).isEqualTo(Source.ESTIMATE);
    learn(task("c", " make all"), 2_000);
    assertThat(durations.expected(PLAN, wanted)).isEqualTo(new Expected(2_000, Source.COMMAND));
  }

  @Test
  void keepsPointsForTheTimeAPointWasLearnedToTake() {
    TaskSpec wanted = points("z", 5);
    learn(points("a", 1), 1_000);
    learn(points("b", 2), 4_000);
    assertThat(durations.expected(PLAN, wanted).source()).isEqualTo(Source.ASSUMED);
    learn(points("c", 3), 9_000);
    assertThat(durations.expected(PLAN, wanted)).isEqualTo(new Expected(10_000, Source.POINTS));
  }

  @Test
  void fallsBackToTheType() {
    for (int i = 0; i < 3; i++) {
      learn(task("a" + i, "a" + i), 7_000);
    }
    assertThat(durations.expected(PLAN, task("z", "z")))
        .isEqualTo(new Expected(7_000, Source.TYPE));
    TaskSpec other = TestingPlans.task("y").type(TaskType.DOCS).build();
    assertThat(durations.expected(PLAN, other).source()).isEqualTo(Source.ASSUMED);
  }

  @Test
  void isNotMovedByOneAttemptThatHung() {
    TaskSpec task = task("a", "x");
    for (long millis : List.of(1_000L, 1_100L, 3_600_000L, 900L)) {
      learn(task, millis);
    }
    assertThat(durations.expected(PLAN, task).millis()).isEqualTo(1_050);
  }

  @Test
  void followsATaskThatBecameSlower() {
    TaskSpec task = task("a", "x");
    for (int run = 0; run < Samples.MOST + 5; run++) {
      learn(task, run < Samples.MOST ? 1_000 : 9_000);
    }
    assertThat(durations.expected(PLAN, task).millis()).isEqualTo(9_000);
  }

  @Test
  void saysWhatIsToBeSavedAndTakesItUpAgain() {
    TaskSpec task = estimated("a", "x");
    learn(task, 2_000);
    LearnedDurations restarted = new LearnedDurations(Duration.ofMinutes(1));
    List<Lesson> lessons = durations.takeChanges().lessons();
    restarted.restore(lessons);
    assertThat(lessons).hasSize(3).noneMatch(Lesson::isForgotten);
    assertThat(restarted.expected(PLAN, task)).isEqualTo(new Expected(2_000, Source.TASK));
    assertThat(durations.takeChanges().isEmpty()).isTrue();
    assertThat(restarted.takeChanges().isEmpty()).isTrue();
  }

  @Test
  void forgetsWhatWasNotMeasuredForTheLongest() {
    TaskSpec first = task("first", "first");
    learn(first, 2_000);
    durations.takeChanges();
    for (int i = 0; i < LearnedDurations.MOST; i++) {
      learn(task("t" + i, "same"), 5_000);
    }
    assertThat(durations.expected(PLAN, first).source()).isEqualTo(Source.TYPE);
    assertThat(durations.takeChanges().lessons())
        .filteredOn(Lesson::isForgotten)
        .extracting(Lesson::topic)
        .contains(Topic.task(PLAN, first));
  }

  private void learn(TaskSpec task, long millis) {
    Expected planned = durations.expected(PLAN, task);
    durations.learn(
        PLAN, task, new Measured(new TaskId(PLAN_ID, task.key()), millis, null, planned));
  }

  private static TaskSpec task(String key, String run) {
    return TestingPlans.task(key).run(run).build();
  }

  private static TaskSpec estimated(String key, String run) {
    return TestingPlans.task(key).run(run).estimate(Duration.ofMinutes(5)).build();
  }

  private static TaskSpec points(String key, double points) {
    return TestingPlans.task(key).run(key).points(points).build();
  }
}
