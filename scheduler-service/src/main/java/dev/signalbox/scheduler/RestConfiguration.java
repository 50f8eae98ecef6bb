package dev.signalbox.scheduler;

import dev.signalbox.scheduler.adapter.git.EndedClaims;
import dev.signalbox.scheduler.adapter.jooq.EndedPlans;
import dev.signalbox.scheduler.adapter.jooq.LearnedStore;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.jooq.StoredPlans;
import dev.signalbox.scheduler.adapter.kafka.RecordSender;
import dev.signalbox.scheduler.flow.decide.LiveAnswers;
import dev.signalbox.scheduler.flow.decide.Reconciliation;
import dev.signalbox.scheduler.flow.decide.Submitters;
import dev.signalbox.scheduler.flow.intake.PlanCheck;
import dev.signalbox.scheduler.flow.rest.CleanLocks;
import dev.signalbox.scheduler.flow.rest.CommandDesk;
import dev.signalbox.scheduler.flow.rest.CommandsController;
import dev.signalbox.scheduler.flow.rest.EstimatesController;
import dev.signalbox.scheduler.flow.rest.ForecastController;
import dev.signalbox.scheduler.flow.rest.HandingIn;
import dev.signalbox.scheduler.flow.rest.LocksController;
import dev.signalbox.scheduler.flow.rest.LongPlanDesk;
import dev.signalbox.scheduler.flow.rest.PeopleController;
import dev.signalbox.scheduler.flow.rest.PlanDesk;
import dev.signalbox.scheduler.flow.rest.PlansController;
import dev.signalbox.scheduler.flow.rest.ProblemAnswers;
import dev.signalbox.scheduler.flow.rest.TaskCommandsController;
import dev.signalbox.scheduler.flow.rest.WaitsController;
import dev.signalbox.scheduler.flow.rest.WorkersController;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the scheduler answers over HTTP. */
@Configuration(proxyBeanMethods = false)
class RestConfiguration {

  @Bean
  PlanDesk planDesk(
      PlanCheck check,
      PlanStore plans,
      RecordSender sender,
      Submitters submitters,
      InstantSource clock) {
    return new PlanDesk(check, plans, sender, submitters, clock);
  }

  @Bean
  HandingIn handingIn() {
    return new HandingIn();
  }

  @Bean
  LongPlanDesk longPlanDesk(
      PlanDesk desk,
      PlanCheck check,
      PlanStore plans,
      StoredPlans store,
      HandingIn progress,
      InstantSource clock) {
    return new LongPlanDesk(desk, check, plans, store, progress, clock);
  }

  @Bean
  PlansController plansController(
      PlanDesk desk,
      LongPlanDesk longPlans,
      StoredPlans store,
      HandingIn progress,
      SchedulerSettings settings) {
    var sizes = new PlansController.Sizes(settings.inlinePlan(), settings.largestPlan());
    return new PlansController(desk, longPlans, store, progress, sizes);
  }

  @Bean
  CommandDesk commandDesk(
      PlanStore plans, RecordSender sender, Submitters submitters, InstantSource clock) {
    return new CommandDesk(plans, sender, submitters, clock);
  }

  @Bean
  CommandsController commandsController(CommandDesk desk) {
    return new CommandsController(desk);
  }

  @Bean
  LocksController locksController(
      CommandDesk desk, DSLContext database, Reconciliation reconciliation, InstantSource clock) {
    return new LocksController(
        desk, new CleanLocks(new EndedPlans(database), new EndedClaims(), reconciliation, clock));
  }

  @Bean
  TaskCommandsController taskCommandsController(CommandDesk desk) {
    return new TaskCommandsController(desk);
  }

  @Bean
  PeopleController peopleController(CommandDesk desk, LiveAnswers answers) {
    return new PeopleController(desk, answers);
  }

  @Bean
  WorkersController workersController(
      LiveAnswers answers, RecordSender sender, InstantSource clock) {
    return new WorkersController(answers, sender, clock);
  }

  @Bean
  WaitsController waitsController(
      LiveAnswers answers, PlanStore plans, SchedulerSettings settings, InstantSource clock) {
    return new WaitsController(answers, plans, settings.policies(), clock);
  }

  @Bean
  ForecastController forecastController(LiveAnswers answers, PlanStore plans) {
    return new ForecastController(answers, plans);
  }

  @Bean
  EstimatesController estimatesController(PlanStore plans, LearnedStore learned) {
    return new EstimatesController(plans, learned);
  }

  @Bean
  ProblemAnswers problemAnswers() {
    return new ProblemAnswers();
  }
}
