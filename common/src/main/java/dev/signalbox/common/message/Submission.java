package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users ask of the scheduler: a plan, or a command on one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(Submission.SubmitPlan.class),
  @Type(Submission.CancelPlan.class),
  @Type(Submission.PausePlan.class),
  @Type(Submission.ResumePlan.class),
  @Type(Submission.RetryTasks.class),
  @Type(Submission.CancelTask.class)
})
public sealed interface Submission extends Message {

  RepositoryId repository();

  /** The plan it is about. */
  PlanId plan();

  /**
   * A new plan, as the text its author wrote.
   *
   * @param directory what a relative repository path starts from, and the repository when the plan
   *     names none; absent when the plan names an absolute one
   */
  @JsonTypeName("plan.submit")
  record SubmitPlan(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      String submittedBy,
      @Nullable String directory,
      String document)
      implements Submission {}

  /** Ends a plan: waiting tasks are cancelled, running ones are asked to stop. */
  @JsonTypeName("plan.cancel")
  record CancelPlan(UUID id, Instant at, RepositoryId repository, PlanId plan, String reason)
      implements Submission {}

  /** Starts nothing new of the plan until it is resumed. */
  @JsonTypeName("plan.pause")
  record PausePlan(UUID id, Instant at, RepositoryId repository, PlanId plan, String reason)
      implements Submission {}

  /** Lets a paused plan go on. */
  @JsonTypeName("plan.resume")
  record ResumePlan(UUID id, Instant at, RepositoryId repository, PlanId plan)
      implements Submission {}

  /**
   * Tries tasks again, with their skipped dependents.
   *
   * @param tasks the failed or cancelled tasks to try; absent for all failed ones
   */
  @JsonTypeName("plan.retry")
  record RetryTasks(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      @Nullable List<TaskKey> tasks,
      String reason)
      implements Submission {}

  /** Ends one task; its dependents are skipped. */
  @JsonTypeName("task.cancel")
  record CancelTask(
      UUID id, Instant at, RepositoryId repository, PlanId plan, TaskKey task, String reason)
      implements Submission {}
}
