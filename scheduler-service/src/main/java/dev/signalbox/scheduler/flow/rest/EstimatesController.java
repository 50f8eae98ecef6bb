package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.scheduler.adapter.jooq.LearnedStore;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.core.learning.EstimateErrors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Says how far the estimates of a plan were off (S3-05). */
@RestController
public final class EstimatesController {
  private final PlanStore plans;
  private final LearnedStore learned;

  public EstimatesController(PlanStore plans, LearnedStore learned) {
    this.plans = plans;
    this.learned = learned;
  }

  @GetMapping("/api/v1/plans/{plan}/estimates")
  EstimateErrors estimates(@PathVariable String plan) {
    PlanId id = PlanId.of(plan);
    if (plans.repositoryOf(id).isEmpty()) {
      throw RestProblemException.unknownPlan(plan);
    }
    return EstimateErrors.of(learned.measured(id));
  }
}
