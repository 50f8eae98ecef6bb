package dev.signalbox.scheduler.core.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S0-55: large plans in pieces of bounded size. */
class PortionsTest {
  @Test
  void cutsByNumberAndKeepsTheOrder() {
    List<TaskSpec> tasks = tasks(7, 1);

    List<List<TaskSpec>> portions = Portions.of(tasks, 3);

    assertThat(portions).extracting(List::size).containsExactly(3, 3, 1);
    assertThat(portions.stream().flatMap(List::stream).toList()).isEqualTo(tasks);
  }

  @Test
  void cutsByLength() {
    assertThat(Portions.of(tasks(4, 200_000), 1000)).extracting(List::size).containsExactly(2, 2);
    assertThat(Portions.of(tasks(2, 900_000), 1000)).extracting(List::size).containsExactly(1, 1);
  }

  @Test
  void oneEmptyPortionStandsForNoTasks() {
    assertThat(Portions.of(List.of(), 10)).containsExactly(List.of());
  }

  private static List<TaskSpec> tasks(int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(at -> TestingPlans.task("t" + at).run("x".repeat(length)).build())
        .toList();
  }
}
