package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.scheduler.core.schedule.RepositoryScheduler;
import dev.signalbox.scheduler.core.schedule.Saved;
import dev.signalbox.scheduler.core.schedule.Waiting;
import dev.signalbox.scheduler.flow.decide.LiveAnswers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Says why tasks wait, as the deciding function itself says. */
@RestController
public final class WaitsController {
  private static final long PATIENCE_SECONDS = 10;

  private final LiveAnswers answers;
  private final PlanStore plans;
  private final Policies policies;
  private final InstantSource clock;

  public WaitsController(
      LiveAnswers answers, PlanStore plans, Policies policies, InstantSource clock) {
    this.answers = answers;
    this.plans = plans;
    this.policies = policies;
    this.clock = clock;
  }

  /** Why one task waits, for programs and for people. */
  record WaitView(
      TaskKey task,
      TaskState state,
      WaitReason reason,
      String sentence,
      @Nullable TaskId holder,
      Instant since,
      @Nullable Instant until,
      @Nullable Instant eta) {
    static WaitView of(Waiting waiting) {
      return new WaitView(
          waiting.task().key(),
          waiting.state(),
          waiting.reason(),
          waiting.reason().sentence(),
          waiting.reason().waitsFor().orElse(null),
          waiting.since(),
          waiting.until(),
          waiting.eta());
    }
  }

  @GetMapping("/api/v1/plans/{plan}/waits")
  List<WaitView> waits(@PathVariable String plan) {
    PlanId id = PlanId.of(plan);
    List<Waiting> waits =
        live(answers.waits(id))
            .or(() -> over(id).waits(id, clock.instant()))
            .orElseThrow(() -> RestProblemException.unknownPlan(plan));
    return waits.stream().map(WaitView::of).toList();
  }

  @GetMapping("/api/v1/tasks/{plan}/{key}/explain")
  WaitView explain(@PathVariable String plan, @PathVariable String key) {
    TaskId id = new TaskId(PlanId.of(plan), new TaskKey(key));
    return live(answers.explain(id))
        .or(() -> over(id.plan()).explain(id, clock.instant()))
        .map(WaitView::of)
        .orElseThrow(() ->
            new RestProblemException(
                HttpStatus.NOT_FOUND, "unknown-task", "there is no task " + id, List.of()));
  }

  @GetMapping("/api/v1/capacity")
  LiveAnswers.Capacity capacity() {
    return live(answers.capacity());
  }

  /** A plan that is over is in no memory: it is taken up from the store to be asked. */
  private RepositoryScheduler over(PlanId plan) {
    String text = plan.toString();
    RepositoryId repository =
        plans.repositoryOf(plan).orElseThrow(() -> RestProblemException.unknownPlan(text));
    Optional<Saved> saved = plans.plan(repository, plan);
    Saved found = saved.orElseThrow(() -> RestProblemException.unknownPlan(text));
    if (!found.plan().state().isFinal()) {
      throw RestProblemException.unavailable(
          "not-here", "plan " + text + " is decided by another scheduler");
    }
    RepositoryScheduler copy =
        new RepositoryScheduler(policies, new Fleet(0, policies.queuedLease()));
    copy.restore(found, clock.instant());
    return copy;
  }

  static <T> T live(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw RestProblemException.unavailable("busy", "the decision thread does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw RestProblemException.unavailable("stopping", "the scheduler stops");
    }
  }
}
