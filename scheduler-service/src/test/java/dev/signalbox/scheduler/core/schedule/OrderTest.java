package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.plan.NoFiles;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanOrder;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C6: class, then fair shares between plans, then the order inside a plan. */
class OrderTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void plansOfAClassTakeTurns() {
    TestingCore core = new TestingCore(1).accept(TestingCore.planId(1), many("a", 3));
    core.accept(TestingCore.planId(2), many("b", 3));
    for (int round = 0; round < 5; round++) {
      core.pass(MINUTE).completed(last(core));
    }

    assertThat(core.published()).containsExactly("a0", "b0", "a1", "b1", "a2", "b2");
  }

  @Test
  void slotsThatAreFreeAtOnceAreShared() {
    TestingCore core = new TestingCore(4);
    core.note(core.core.apply(accept(1, many("a", 9)), core.now));
    core.note(core.core.apply(accept(2, many("b", 9)), core.now));

    assertThat(core.decide().published()).containsExactly("a0", "b0", "a1", "b1");
  }

  @Test
  @DisplayName("A plan of long tasks gets fewer of them started than a plan of short ones")
  void sharesAreOfWorkerTime() {
    TestingCore core = new TestingCore(2).accept(TestingCore.planId(1), many("long", 30));
    core.accept(TestingCore.planId(2), many("short", 90));
    Map<AttemptRef, Integer> ages = new HashMap<>();
    Map<String, Integer> minutes = new HashMap<>();
    for (int minute = 0; minute < 60; minute++) {
      core.pass(MINUTE);
      for (AttemptRef open : core.open()) {
        String kind = open.task().key().value().replaceAll("[0-9]", "");
        minutes.merge(kind, 1, Integer::sum);
        if (ages.merge(open, 1, Integer::sum) == (kind.equals("long") ? 5 : 1)) {
          core.completed(open);
        }
      }
    }

    assertThat(minutes.get("long")).isBetween(50, 70);
    assertThat(minutes.get("short")).isBetween(50, 70);
  }

  @Test
  @DisplayName("A plan that comes late starts where the others are and not with their past")
  void creditIsNotHoarded() {
    TestingCore core = new TestingCore(1).accept(TestingCore.planId(1), many("a", 9));
    for (int round = 0; round < 4; round++) {
      core.pass(MINUTE).completed(last(core));
    }
    core.accept(TestingCore.planId(2), many("b", 9));
    core.effects.clear();
    for (int round = 0; round < 4; round++) {
      core.pass(MINUTE).completed(last(core));
    }

    assertThat(core.published()).containsExactly("b0", "a5", "b1", "a6");
  }

  @Test
  @DisplayName("An attempt that lasts long is charged while it lasts")
  void longAttemptsCountBeforeTheyEnd() {
    TestingCore core = new TestingCore(2).accept(TestingCore.planId(1), many("a", 9));
    core.accept(TestingCore.planId(2), many("b", 90));
    for (int round = 0; round < 20; round++) {
      core.pass(MINUTE);
      core.open().stream()
          .filter(open -> open.task().key().value().startsWith("b"))
          .forEach(core::completed);
      if (round == 0) {
        core.completed(last(core));
      }
    }

    assertThat(core.published()).filteredOn(key -> key.startsWith("a")).hasSizeLessThan(5);
  }

  @Test
  void theClassComesBeforeTheShare() {
    TestingCore core = new TestingCore(1).accept(TestingCore.planId(1), many("a", 3));
    core.accept(
        TestingCore.planId(2),
        TestingCore.plan(
            OnFailure.CONTINUE,
            task("p0").files("x").priority(Priority.P0).build(),
            task("p0b").files("y").priority(Priority.P0).build()));
    for (int round = 0; round < 3; round++) {
      core.pass(MINUTE).completed(last(core));
    }

    assertThat(core.published()).containsExactly("a0", "p0", "p0b", "a1");
  }

  @Test
  @DisplayName("S0-06: fifo takes the task that was ready first, then the one written first")
  void aPlanMayBeFirstComeFirstServed() {
    TaskSpec[] tasks = {
      task("first").files("0").build(),
      task("second").files("1").build(),
      task("long").files("2").estimate(Duration.ofHours(9)).build(),
      task("behind").files("3").needs("first").estimate(Duration.ofDays(1)).build()
    };
    TestingCore core = new TestingCore(1).accept(plan(PlanOrder.FIFO, tasks));
    for (String key : List.of("first", "second", "long")) {
      core.pass(MINUTE).completed(key);
    }
    assertThat(core.published()).containsExactly("first", "second", "long", "behind");

    TestingCore other = new TestingCore(1).accept(plan(PlanOrder.CRITICAL_PATH, tasks));
    other.completed("first");
    assertThat(other.published()).containsExactly("first", "behind");
  }

  private static Input accept(int plan, Plan content) {
    return new Input.Accept(TestingCore.setup(TestingCore.planId(plan), content), "");
  }

  private static Plan plan(PlanOrder order, TaskSpec... tasks) {
    return TestingPlans.plan(
        OnFailure.CONTINUE, TestingCore.WIDE, order, NoFiles.EXCLUSIVE, List.of(tasks));
  }

  private static Plan many(String name, int count) {
    List<TaskSpec> tasks = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      tasks.add(task(name + at).files(name + at).build());
    }
    return TestingCore.plan(OnFailure.CONTINUE, tasks.toArray(TaskSpec[]::new));
  }

  private static AttemptRef last(TestingCore core) {
    return core.open().getLast();
  }
}
