package dev.signalbox.simulator;

import static dev.signalbox.common.testing.TestingPlans.plan;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.analysis.Effort;
import dev.signalbox.common.analysis.PlanAnalysis;
import dev.signalbox.common.plan.Plan;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WhatIfTest {

  @Test
  void theLongPathFirstBeatsTheOrderOfTheFile() {
    Plan plan =
        plan(
            task("a").files("a").estimate(Duration.ofMinutes(1)).build(),
            task("b").files("b").estimate(Duration.ofMinutes(1)).build(),
            task("long").files("c").estimate(Duration.ofMinutes(5)).build());
    WhatIf two = new WhatIf(plan, Effort.DEFAULTS, 2, OptionalLong.empty());
    assertThat(two.run(Policy.CRITICAL_PATH).makespan()).isEqualTo(Duration.ofMinutes(5));
    assertThat(two.run(Policy.FIFO).makespan()).isEqualTo(Duration.ofMinutes(6));
    assertThat(two.run(Policy.FIFO).efficiency()).isEqualTo(7.0 / 12);
  }

  @Test
  void aBarrierWaitsForTheSlowestOfItsWave() {
    Plan plan =
        plan(
            task("a").files("a").estimate(Duration.ofMinutes(1)).build(),
            task("slow").files("b").estimate(Duration.ofMinutes(4)).build(),
            task("after").needs("a").files("c").estimate(Duration.ofMinutes(3)).build());
    WhatIf two = new WhatIf(plan, Effort.DEFAULTS, 2, OptionalLong.empty());
    assertThat(two.run(Policy.CRITICAL_PATH).makespan()).isEqualTo(Duration.ofMinutes(4));
    assertThat(two.run(Policy.WAVE).makespan()).isEqualTo(Duration.ofMinutes(7));
    assertThat(two.run(Policy.WAVE).waits()).containsEntry("needs", Duration.ofMinutes(4));
  }

  @Test
  void oneFileHasOneWriterAtATimeAndTheWaitIsNamed() {
    Plan plan =
        plan(
            task("a").files("x").estimate(Duration.ofMinutes(2)).build(),
            task("b").files("x").estimate(Duration.ofMinutes(2)).build());
    for (Policy policy : Policy.values()) {
      Forecast forecast = new WhatIf(plan, Effort.DEFAULTS, 4, OptionalLong.empty()).run(policy);
      assertThat(forecast.makespan()).as("%s", policy).isEqualTo(Duration.ofMinutes(4));
      assertThat(forecast.waits()).containsEntry("paths", Duration.ofMinutes(2));
    }
  }

  @Test
  void aSeedVariesTheTimesAndRepeatsThem() {
    Plan plan = plan(task("a").files("x").estimate(Duration.ofMinutes(10)).build());
    Duration first =
        new WhatIf(plan, Effort.DEFAULTS, 1, OptionalLong.of(1)).run(Policy.FIFO).makespan();
    Duration again =
        new WhatIf(plan, Effort.DEFAULTS, 1, OptionalLong.of(1)).run(Policy.FIFO).makespan();
    Duration other =
        new WhatIf(plan, Effort.DEFAULTS, 1, OptionalLong.of(2)).run(Policy.FIFO).makespan();
    assertThat(first).isEqualTo(again).isNotEqualTo(other);
    assertThat(first).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
  }

  @Test
  void neverBeatsTheBoundOnRandomPlans() {
    for (int seed = 1; seed <= 30; seed++) {
      Plan plan = new RandomPlan(new Chance(seed)).next(0, true).content();
      Duration least = PlanAnalysis.of(plan, Effort.DEFAULTS, 4).bounds().least();
      for (Policy policy : Policy.values()) {
        Forecast forecast = new WhatIf(plan, Effort.DEFAULTS, 4, OptionalLong.empty()).run(policy);
        assertThat(forecast.makespan())
            .as("seed %d, %s", seed, policy)
            .isGreaterThanOrEqualTo(least);
      }
    }
  }
}
