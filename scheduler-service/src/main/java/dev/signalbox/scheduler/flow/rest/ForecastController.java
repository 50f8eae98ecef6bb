package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.core.forecast.Forecast;
import dev.signalbox.scheduler.core.forecast.Forecasting;
import dev.signalbox.scheduler.core.schedule.PlanSnapshot;
import dev.signalbox.scheduler.flow.decide.LiveAnswers;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says when a plan that runs should be over. Worked out here, not on the thread that decides. */
@RestController
public final class ForecastController {
  private final LiveAnswers answers;
  private final PlanStore plans;

  public ForecastController(LiveAnswers answers, PlanStore plans) {
    this.answers = answers;
    this.plans = plans;
  }

  @GetMapping("/api/v1/plans/{plan}/forecast")
  Forecast forecast(@PathVariable String plan, @RequestParam(defaultValue = "true") boolean tasks) {
    PlanId id = PlanId.of(plan);
    PlanSnapshot snapshot =
        WaitsController.live(answers.snapshot(id)).orElseThrow(() -> notRunning(id));
    Forecast forecast = Forecasting.of(snapshot);
    return tasks ? forecast : forecast.withoutTasks();
  }

  private RestProblemException notRunning(PlanId plan) {
    if (plans.repositoryOf(plan).isEmpty()) {
      return RestProblemException.unknownPlan(plan.toString());
    }
    return new RestProblemException(
        HttpStatus.CONFLICT,
        "not-running",
        "plan " + plan + " is over, or decided by another scheduler",
        List.of());
  }
}
