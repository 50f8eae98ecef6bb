package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.plan.NoFiles;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.PlanOrder;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C1: one cap of the system, and caps per class, lane and unknown footprints. */
class LimitsTest {
  private static final Duration LONG = Duration.ofMinutes(30);

  @Test
  void theSystemsCapHoldsForAllPlans() {
    TestingCore core = limited(new Policies.Caps(2, Map.of(), Map.of(), 4, LONG));
    core.accept(tasks())
        .accept(TestingCore.planId(2), TestingCore.plan(OnFailure.CONTINUE, tasks()));

    assertThat(core.published()).containsExactly("p1", "p2");
    assertThat(core.reason("p2b")).isEqualTo(new WaitReason.CapReached("system", 2, 2));
  }

  @Test
  void aClassHasItsOwnCap() {
    TestingCore core =
        limited(new Policies.Caps(0, Map.of(Priority.P2, 1), Map.of(), 4, LONG)).accept(tasks());

    assertThat(core.published()).containsExactly("p1", "p2");
    assertThat(core.reason("p2b")).isEqualTo(new WaitReason.CapReached("class P2", 1, 1));
    core.completed("p2");
    assertThat(core.published()).containsExactly("p1", "p2", "p2b");
  }

  @Test
  void aLaneHasItsOwnCap() {
    TestingCore core =
        limited(new Policies.Caps(0, Map.of(), Map.of("default", 1), 4, LONG)).accept(tasks());

    assertThat(core.published()).containsExactly("p1");
    assertThat(core.reason("p2")).isEqualTo(new WaitReason.CapReached("lane default", 1, 1));
  }

  @Test
  @DisplayName("C15: tasks whose files nobody knows share a small cap")
  void unknownFootprintsShareACap() {
    TaskSpec[] tasks = {
      task("u1").build(), task("u2").build(), task("u3").build(), task("known").files("k").build()
    };
    TestingCore core =
        limited(new Policies.Caps(0, Map.of(), Map.of(), 2, LONG))
            .accept(
                TestingPlans.plan(
                    OnFailure.CONTINUE,
                    TestingCore.WIDE,
                    PlanOrder.FIFO,
                    NoFiles.UNCHECKED,
                    List.of(tasks)));

    assertThat(core.published()).containsExactly("u1", "u2", "known");
    assertThat(core.reason("u3")).isEqualTo(new WaitReason.CapReached("no-files", 2, 2));
    core.completed("u1");
    assertThat(core.published()).containsExactly("u1", "u2", "known", "u3");
  }

  @Test
  @DisplayName("Nothing new is started for a branch whose finished work waits too long")
  void finishedWorkPushesBack() {
    TestingCore core =
        limited(new Policies.Caps(0, Map.of(), Map.of(), 4, Duration.ofMinutes(15)))
            .accept(
                task("a").files("a").build(),
                task("b").files("b").build(),
                task("c").files("c").build(),
                task("d").files("d").needs("a").build());
    for (String key : List.of("a", "b", "c")) {
      core.claimed(key).started(key);
    }
    core.verifying("a").pass(Duration.ofMinutes(10)).verifying("b").verifying("c").completed("a");

    WaitReason.Backpressure expected =
        new WaitReason.Backpressure("main", 2, Duration.ofMinutes(20));
    assertThat(core.reason("d")).isEqualTo(expected);
    core.merging("b").completed("b");
    assertThat(core.published()).containsExactly("a", "b", "c", "d");
  }

  private static TaskSpec[] tasks() {
    return new TaskSpec[] {
      task("p1").files("1").priority(Priority.P1).build(),
      task("p2").files("2").estimate(LONG).build(),
      task("p2b").files("3").build()
    };
  }

  private static TestingCore limited(Policies.Caps caps) {
    return new TestingCore(Policies.DEFAULTS.with(caps), Fleet.of(9));
  }
}
