package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler decided, in order. {@code sequence} grows by one per repository; a consumer
 * drops what is not newer than what it has.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(PlanChange.Accepted.class),
  @Type(PlanChange.TasksAdded.class),
  @Type(PlanChange.TaskChanged.class),
  @Type(PlanChange.TaskProgressed.class),
  @Type(PlanChange.StateChanged.class),
  @Type(PlanChange.Amended.class),
  @Type(PlanChange.ClaimReleased.class)
})
public sealed interface PlanChange extends Message {

  RepositoryId repository();

  long sequence();

  PlanId plan();

  /**
   * A plan was accepted. Of a plan with many tasks the content has only the first ones; the others
   * follow, in the order of the file, as {@link TasksAdded} before anything else is said of them.
   *
   * @param location the local path of the repository
   * @param target the branch the user wants the results in
   * @param mergeBranch where they are merged: the target, or the integration branch when the target
   *     is checked out
   * @param base the commit the plan started from
   * @param document the text as submitted; empty when it is too long for a message
   * @param waves the wave of each task in the content, from 0; for display
   */
  @JsonTypeName("plan.accepted")
  record Accepted(
      UUID id,
      Instant at,
      RepositoryId repository,
      long sequence,
      PlanId plan,
      Plan content,
      String location,
      String target,
      String mergeBranch,
      String base,
      String submittedBy,
      String document,
      Map<TaskKey, Integer> waves)
      implements PlanChange {
    public Accepted {
      waves = Map.copyOf(waves);
    }
  }

  /**
   * More tasks of a plan that was accepted; all of them are PENDING.
   *
   * @param from the place of the first one in the plan, from 0; it says which tasks these are, so
   *     the same tasks told again are the same
   * @param waves the wave of each of these tasks, from 0; for display
   */
  @JsonTypeName("plan.tasks")
  record TasksAdded(
      UUID id,
      Instant at,
      RepositoryId repository,
      long sequence,
      PlanId plan,
      int from,
      List<TaskSpec> tasks,
      Map<TaskKey, Integer> waves)
      implements PlanChange {
    public TasksAdded {
      tasks = List.copyOf(tasks);
      waves = Map.copyOf(waves);
    }
  }

  /**
   * A task moved to another state.
   *
   * @param from absent when the task is new
   * @param attempts how many attempts counted against the task so far
   * @param reason why it is in its new state, for people; may be empty
   */
  @JsonTypeName("task.changed")
  record TaskChanged(
      UUID id,
      Instant at,
      RepositoryId repository,
      long sequence,
      PlanId plan,
      TaskKey task,
      @Nullable TaskState from,
      TaskState to,
      int attempts,
      @Nullable AttemptRef attempt,
      @Nullable WorkerId worker,
      @Nullable String branch,
      @Nullable String commit,
      String reason)
      implements PlanChange {}

  /**
   * The current attempt of a task told how far it is.
   *
   * @param timeoutAt when its command will be ended; absent while that is not near
   * @param costs of all attempts of the plan up to now, one per currency
   */
  @JsonTypeName("task.progress")
  record TaskProgressed(
      UUID id,
      Instant at,
      RepositoryId repository,
      long sequence,
      PlanId plan,
      TaskKey task,
      AttemptRef attempt,
      Progress progress,
      @Nullable Instant timeoutAt,
      List<Cost> costs)
      implements PlanChange {
    public TaskProgressed {
      costs = List.copyOf(costs);
    }
  }

  /** The plan itself moved to another state. */
  @JsonTypeName("plan.changed")
  record StateChanged(
      UUID id,
      Instant at,
      RepositoryId repository,
      long sequence,
      PlanId plan,
      PlanState state,
      String reason)
      implements PlanChange {}

  /**
   * A plan that runs, or ended, is another from now on. Tasks that came to it were told before, as
   * {@link TasksAdded}.
   *
   * @param needs new ones of tasks that were there
   * @param waves of tasks that are in another wave
   * @param priorities of tasks that got another class
   * @param maxWorkers the plan's new cap; absent when it stays
   * @param reason why, for people; may be empty
   */
  @JsonTypeName("plan.amended")
  record Amended(
      UUID id,
      Instant at,
      RepositoryId repository,
      long sequence,
      PlanId plan,
      Map<TaskKey, List<TaskKey>> needs,
      Map<TaskKey, Integer> waves,
      Map<TaskKey, Priority> priorities,
      @Nullable Integer maxWorkers,
      String reason)
      implements PlanChange {
    public Amended {
      needs = Map.copyOf(needs);
      waves = Map.copyOf(waves);
      priorities = Map.copyOf(priorities);
    }
  }

  /**
   * Somebody took the claim of an attempt away; the attempt is being stopped.
   *
   * @param by who asked for it
   * @param hold whether the task then waits for a person, instead of being tried again
   */
  @JsonTypeName("claim.released")
  record ClaimReleased(
      UUID id,
      Instant at,
      RepositoryId repository,
      long sequence,
      PlanId plan,
      TaskKey task,
      AttemptRef attempt,
      String by,
      String reason,
      boolean hold)
      implements PlanChange {}
}
