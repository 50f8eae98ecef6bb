package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A plan is run in advance, and the order that ended first is kept (S3-05). */
class ForesightTest {

  @Test
  void givesEveryTaskAPlaceOfItsOwn() {
    TestingCore core =
        new TestingCore(1)
            .accept(
                task("alone").files("own.txt").estimate(Duration.ofMinutes(3)).build(),
                writer("first"),
                writer("second"),
                writer("third"));
    assertThat(core.published()).hasSize(1);
    assertThat(weights(core)).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void knowsThatAFolderIsInTheWayOfWhatLiesInIt() {
    TestingCore core =
        new TestingCore(2)
            .accept(
                task("folder").files("src/").estimate(Duration.ofMinutes(4)).build(),
                task("inside").files("src/a.txt").estimate(Duration.ofMinutes(4)).build(),
                task("reader").files("b.txt").reads("src/").estimate(Duration.ofMinutes(1)).build(),
                task("long").files("c.txt").estimate(Duration.ofMinutes(8)).build());
    assertThat(core.published()).contains("long").hasSize(2);
  }

  @Test
  void leavesLargePlansToRankAndLoad() {
    TaskSpec[] many =
        IntStream.rangeClosed(0, Foresight.MOST_TASKS)
            .mapToObj(number -> task("t" + number).files("f" + number).build())
            .toArray(TaskSpec[]::new);
    TestingCore core = new TestingCore(2).accept(TestingCore.plan(OnFailure.CONTINUE, many));
    assertThat(weights(core)).allMatch(weight -> weight == 120_000);
  }

  private static TaskSpec writer(String key) {
    return task(key).files("shared.txt").estimate(Duration.ofMinutes(2)).build();
  }

  private static List<Long> weights(TestingCore core) {
    return core.core.ledger().plans.values().stream()
        .flatMap(plan -> plan.tasks().stream())
        .map(task -> task.weight)
        .toList();
  }
}
