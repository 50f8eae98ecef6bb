package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.Topics;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.kafka.RecordSender;
import dev.signalbox.scheduler.core.outgoing.Draft;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes commands on plans and tasks: answered when the command is safe, not when it is done. */
@RestController
@ResponseStatus(HttpStatus.ACCEPTED)
public final class CommandsController {
  private static final long PATIENCE_SECONDS = 15;

  private final PlanStore plans;
  private final RecordSender sender;
  private final InstantSource clock;

  public CommandsController(PlanStore plans, RecordSender sender, InstantSource clock) {
    this.plans = plans;
    this.sender = sender;
    this.clock = clock;
  }

  /**
   * What a command says besides what it is about.
   *
   * @param tasks only for a retry: which; absent for all failed ones
   */
  record Why(@Nullable String reason, @Nullable List<TaskKey> tasks) {
    String said() {
      return reason == null ? "" : reason;
    }

    static Why of(@Nullable Why given) {
      return given == null ? new Why(null, null) : given;
    }
  }

  /** What is common to all commands. */
  private record Frame(UUID id, Instant at, RepositoryId repository, PlanId plan) {}

  @PostMapping("/api/v1/plans/{plan}/cancel")
  void cancelPlan(@PathVariable String plan, @RequestBody(required = false) @Nullable Why why) {
    Frame frame = frame(plan);
    send(
        new Submission.CancelPlan(
            frame.id(), frame.at(), frame.repository(), frame.plan(), Why.of(why).said()));
  }

  @PostMapping("/api/v1/plans/{plan}/pause")
  void pausePlan(@PathVariable String plan, @RequestBody(required = false) @Nullable Why why) {
    Frame frame = frame(plan);
    send(
        new Submission.PausePlan(
            frame.id(), frame.at(), frame.repository(), frame.plan(), Why.of(why).said()));
  }

  @PostMapping("/api/v1/plans/{plan}/resume")
  void resumePlan(@PathVariable String plan) {
    Frame frame = frame(plan);
    send(new Submission.ResumePlan(frame.id(), frame.at(), frame.repository(), frame.plan()));
  }

  @PostMapping("/api/v1/plans/{plan}/retry")
  void retryPlan(@PathVariable String plan, @RequestBody(required = false) @Nullable Why why) {
    retry(frame(plan), Why.of(why).tasks(), Why.of(why).said());
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/cancel")
  void cancelTask(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestBody(required = false) @Nullable Why why) {
    Frame frame = frame(plan);
    send(
        new Submission.CancelTask(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            new TaskKey(key),
            Why.of(why).said()));
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/retry")
  void retryTask(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestBody(required = false) @Nullable Why why) {
    retry(frame(plan), List.of(new TaskKey(key)), Why.of(why).said());
  }

  private void retry(Frame frame, @Nullable List<TaskKey> tasks, String reason) {
    send(
        new Submission.RetryTasks(
            frame.id(), frame.at(), frame.repository(), frame.plan(), tasks, reason));
  }

  private Frame frame(String text) {
    PlanId plan = PlanId.of(text);
    RepositoryId repository =
        plans.repositoryOf(plan).orElseThrow(() -> RestProblemException.unknownPlan(text));
    return new Frame(UUID.randomUUID(), clock.instant(), repository, plan);
  }

  private void send(Submission command) {
    try {
      sender
          .send(new Draft(Topics.SUBMISSIONS, command.repository().value(), command))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw RestProblemException.unavailable("broker-unavailable", "the broker does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw RestProblemException.unavailable("stopping", "the scheduler stops");
    }
  }
}
