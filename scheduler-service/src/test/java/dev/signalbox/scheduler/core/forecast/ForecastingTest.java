package dev.signalbox.scheduler.core.forecast;

import static dev.signalbox.scheduler.core.learning.Expected.Source.ESTIMATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.analysis.GraphKind;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.learning.Expected;
import dev.signalbox.scheduler.core.schedule.PlanSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S3-05, S3-19: when a plan that runs should be over, and which tasks may not be late. */
class ForecastingTest {
  private static final Instant NOW = TestingClock.START;

  @Test
  void theEndIsThatOfTheLongestPathWhenThereAreWorkersEnough() {
    Forecast found =
        forecast(
            4,
            task("schema", TaskState.COMPLETED, 30, 0),
            task("api", TaskState.RUNNING, 60, 20, "schema"),
            task("page", TaskState.READY, 25, 25, "schema"),
            task("tests", TaskState.PENDING, 40, 40, "api", "page"));

    assertThat(found.eta()).isEqualTo(NOW.plusSeconds(65));
    assertThat(found.remainingPathSeconds()).isEqualTo(65);
    assertThat(found.remainingWorkSeconds()).isEqualTo(85);
    assertThat(found.criticalPath()).isEqualTo(keys("page", "tests"));
    assertThat(found.kind()).isEqualTo(GraphKind.HYBRID);
    assertThat(found.open()).isEqualTo(3);
    assertThat(found.waitedSeconds()).containsExactly(Map.entry("path", 2.5));
    assertThat(found.tasks())
        .containsExactly(
            new Forecast.Task(
                new TaskKey("api"), null, NOW.plusSeconds(20), 5, false, 60, ESTIMATE),
            new Forecast.Task(new TaskKey("page"), NOW, NOW.plusSeconds(25), 0, true, 25, ESTIMATE),
            new Forecast.Task(
                new TaskKey("tests"),
                NOW.plusSeconds(25),
                NOW.plusSeconds(65),
                0,
                true,
                40,
                ESTIMATE));
  }

  @Test
  void theEndIsThatOfTheWorkWhenThereAreFewWorkers() {
    Forecast found =
        forecast(
            2,
            task("a", TaskState.READY, 30, 30),
            task("b", TaskState.READY, 20, 20),
            task("c", TaskState.READY, 10, 10));

    assertThat(found.eta()).isEqualTo(NOW.plusSeconds(30));
    assertThat(
            forecast(1, task("a", TaskState.READY, 30, 30), task("b", TaskState.READY, 20, 20))
                .eta())
        .isEqualTo(NOW.plusSeconds(50));
  }

  @Test
  void writersOfOnePathFollowEachOther() {
    Forecast found =
        forecast(
            3,
            writer("a", TaskState.RUNNING, 10, "pom.xml"),
            writer("b", TaskState.READY, 20, "pom.xml"),
            writer("c", TaskState.READY, 5, "pom.xml", "other"),
            writer("d", TaskState.READY, 7, "elsewhere"));

    assertThat(found.tasks())
        .extracting(task -> task.start() == null ? -1 : NOW.until(task.start()).toSeconds())
        .containsExactly(-1L, 10L, 30L, 0L);
    assertThat(found.eta()).isEqualTo(NOW.plusSeconds(35));
  }

  @Test
  void aTaskThatIsTriedAgainLaterWaitsItsTime() {
    PlanSnapshot.Task later =
        new PlanSnapshot.Task(
            new TaskKey("a"),
            List.of(),
            TaskState.RETRY_WAIT,
            new Expected(10_000, ESTIMATE),
            10_000,
            5_000,
            List.of());

    Forecast found = Forecasting.of(plan(1, PlanState.RUNNING, later));

    assertThat(found.eta()).isEqualTo(NOW.plusSeconds(15));
    assertThat(found.tasks().getFirst().start()).isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void nobodyKnowsTheEndOfWhatDoesNotGoOn() {
    PlanSnapshot.Task waits = task("a", TaskState.READY, 10, 10);
    PlanSnapshot.Task person = task("a", TaskState.NEEDS_HUMAN, 10, 10);

    assertThat(Forecasting.of(plan(1, PlanState.PAUSED, waits)).held()).contains("paused");
    assertThat(Forecasting.of(plan(0, PlanState.RUNNING, waits)).held()).contains("no worker");
    assertThat(Forecasting.of(plan(1, PlanState.RUNNING, person)).held()).contains("person");
    Forecast over =
        Forecasting.of(plan(1, PlanState.COMPLETED, task("a", TaskState.COMPLETED, 10, 0)));
    assertThat(over.held()).contains("over");
    assertThat(over.eta()).isNull();
    assertThat(over.tasks()).isEmpty();
    assertThat(over.criticalPath()).isEmpty();
  }

  @Test
  void totalsAloneLeaveTheTasksOut() {
    Forecast found = forecast(1, task("a", TaskState.READY, 10, 10));

    assertThat(found.withoutTasks().tasks()).isEmpty();
    assertThat(found.withoutTasks().eta()).isEqualTo(found.eta());
  }

  /** Never sooner than the longest path and the share of work, and no later than all in a row. */
  @Test
  void randomPlansEndBetweenTheirBounds() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int workers = 1 + random.nextInt(5);
      List<PlanSnapshot.Task> tasks = new ArrayList<>();
      for (int at = 0; at < 1 + seed % 40; at++) {
        String[] needs =
            IntStream.range(0, at)
                .filter(any -> random.nextInt(8) == 0)
                .mapToObj(need -> "t" + need)
                .toArray(String[]::new);
        tasks.add(task("t" + at, TaskState.PENDING, 1 + random.nextInt(50), -1, needs));
      }

      Forecast found =
          Forecasting.of(
              new PlanSnapshot(
                  TestingPlans.PLAN_ID, PlanState.RUNNING, NOW, workers, Map.of(), tasks));

      assertThat(found.eta()).isNotNull();
      double seconds = NOW.until(found.eta()).toMillis() / 1000.0;
      assertThat(seconds)
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(found.remainingPathSeconds())
          .isGreaterThanOrEqualTo(found.remainingWorkSeconds() / workers)
          .isLessThanOrEqualTo(found.remainingWorkSeconds());
      assertThat(found.tasks()).allMatch(task -> task.slackSeconds() >= 0);
    }
  }

  /** Ten thousand writers of one file cost no more than ten thousand of their own. */
  @Test
  void aLargePlanIsWorkedOutWhileSomebodyLooks() {
    PlanSnapshot.Task[] tasks =
        IntStream.range(0, 10_000)
            .mapToObj(at -> writer("t" + at, TaskState.READY, 1, "one"))
            .toArray(PlanSnapshot.Task[]::new);

    long begun = System.nanoTime();
    Forecast found = forecast(8, tasks);
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(found.eta()).isEqualTo(NOW.plusSeconds(10_000));
    assertThat(taken).isLessThan(Duration.ofSeconds(5));
  }

  private static Forecast forecast(int workers, PlanSnapshot.Task... tasks) {
    return Forecasting.of(plan(workers, PlanState.RUNNING, tasks));
  }

  private static PlanSnapshot plan(int workers, PlanState state, PlanSnapshot.Task... tasks) {
    return new PlanSnapshot(
        TestingPlans.PLAN_ID, state, NOW, workers, Map.of("path", 2500L), List.of(tasks));
  }

  /** A task that writes only what is its own; {@code left} -1 for as long as it takes. */
  private static PlanSnapshot.Task task(
      String key, TaskState state, int expected, int left, String... needs) {
    return new PlanSnapshot.Task(
        new TaskKey(key),
        keys(needs),
        state,
        new Expected(1000L * expected, ESTIMATE),
        1000L * (left < 0 ? expected : left),
        0,
        List.of("own/" + key));
  }

  private static PlanSnapshot.Task writer(
      String key, TaskState state, int seconds, String... paths) {
    return new PlanSnapshot.Task(
        new TaskKey(key),
        List.of(),
        state,
        new Expected(1000L * seconds, ESTIMATE),
        1000L * seconds,
        0,
        List.of(paths));
  }

  private static List<TaskKey> keys(String... keys) {
    return Stream.of(keys).map(TaskKey::new).toList();
  }
}
