package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S0-23 to S0-25, S1-25 to S1-29, C7 to C10: what the load of the machines and plans allow. */
class PressureTest {
  private final TestingCore core =
      new TestingCore(Policies.DEFAULTS, new Fleet(0, Duration.ofMinutes(1)));

  @Test
  void fewerSlotsOfALoadedWorkerAreExplainedByItsOwnWord() {
    beat(8, 2, 20, 92, "machine is at 92 % memory");
    core.accept(plan(Limits.DEFAULTS));

    assertThat(core.published()).containsExactly("a", "b");
    assertThat(core.reason("c").sentence())
        .isEqualTo("w: machine is at 92 % memory: 2 of 8 slots allowed");
  }

  @Test
  void aPlanThatWantsLessOfTheMachineStartsLess() {
    beat(8, 8, 70, 10, "");
    core.accept(plan(limits(55, 85, true, true)));

    assertThat(core.published()).as("tiers at 55, 70 and 85 %").containsExactly("a", "b", "c", "d");
    assertThat(core.reason("e"))
        .isEqualTo(
            new WaitReason.Pressure(70, 10, 4, 8, "cpu is at 70 %, the plan's max-cpu is 55"));
    beat(8, 8, 40, 10, "");
    core.decide();
    assertThat(core.published()).as("the machine recovered").hasSize(6);
  }

  @Test
  void aPlanMayAlwaysHaveOneTaskAndWhatRunsIsLeftAlone() {
    beat(8, 8, 10, 10, "");
    core.accept(plan(limits(85, 30, true, true)));
    assertThat(core.published()).hasSize(6);
    beat(8, 8, 10, 99, "");
    core.decide();
    assertThat(core.open()).as("nothing is ended for load").hasSize(6);

    TestingCore other = new TestingCore(Policies.DEFAULTS, new Fleet(0, Duration.ofMinutes(1)));
    other.fleet.heard(heartbeat(1, 1, 10, 99, ""), other.now);
    other.accept(plan(limits(85, 30, true, true)));
    assertThat(other.published()).containsExactly("a");
  }

  /** What replicas are added for. */
  @Test
  void theBacklogIsWhatOnlySlotsKeepFromRunning() {
    beat(2, 2, 10, 10, "");
    core.accept(plan(new Limits(5, 85, 85, true, true, null)));
    assertThat(core.core.backlog()).as("five may run, two do").isEqualTo(3);
    beat(4, 4, 10, 10, "");
    core.decide();
    assertThat(core.core.backlog()).isEqualTo(1);
    beat(9, 9, 10, 10, "");
    core.decide();
    assertThat(core.core.backlog()).as("the plan's own cap is no backlog").isZero();
  }

  @Test
  void withoutAutoScalingOrMonitoringThePlanTakesAllThatIsOffered() {
    beat(8, 8, 90, 90, "");
    core.accept(plan(limits(10, 10, false, true)));
    assertThat(core.published()).hasSize(6);

    TestingCore blind = new TestingCore(Policies.DEFAULTS, new Fleet(0, Duration.ofMinutes(1)));
    blind.fleet.heard(heartbeat(8, 8, 90, 90, ""), blind.now);
    blind.accept(plan(limits(10, 10, true, false)));
    assertThat(blind.published()).hasSize(6);
  }

  private void beat(int capacity, int slots, double cpu, double memory, String why) {
    core.fleet.heard(heartbeat(capacity, slots, cpu, memory, why), core.now);
  }

  private WorkerMessage.Heartbeat heartbeat(
      int capacity, int slots, double cpu, double memory, String why) {
    return new WorkerMessage.Heartbeat(
        TestingPlans.MESSAGE_ID,
        core.now,
        new WorkerId("w"),
        new UUID(3, 3),
        "host",
        1,
        slots,
        capacity,
        List.of(),
        List.of(),
        Duration.ofDays(1),
        cpu,
        memory,
        1,
        new WorkerMessage.Allowance(slots, why, false, -1),
        WorkerMessage.Profile.PLAIN);
  }

  private static Limits limits(double cpu, double memory, boolean scaling, boolean monitoring) {
    return new Limits(100, cpu, memory, scaling, monitoring, null);
  }

  private static Plan plan(Limits limits) {
    TaskSpec[] tasks =
        Stream.of("a", "b", "c", "d", "e", "f")
            .map(key -> task(key).files(key).build())
            .toArray(TaskSpec[]::new);
    return TestingPlans.plan(OnFailure.CONTINUE, limits, List.of(tasks));
  }
}
