package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users ask of the scheduler: a plan, or a command on one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(Submission.SubmitPlan.class),
  @Type(Submission.SubmitStored.class),
  @Type(Submission.CancelPlan.class),
  @Type(Submission.PausePlan.class),
  @Type(Submission.ResumePlan.class),
  @Type(Submission.RetryTasks.class),
  @Type(Submission.CancelTask.class),
  @Type(Submission.PrioritiseTasks.class),
  @Type(Submission.LimitPlan.class),
  @Type(Submission.AmendPlan.class),
  @Type(Submission.ClaimTask.class),
  @Type(Submission.ReportTask.class),
  @Type(Submission.HandInTask.class),
  @Type(Submission.FailTask.class),
  @Type(Submission.ReleaseTask.class),
  @Type(Submission.ReleaseClaim.class)
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
      implements Submission {
    public SubmitPlan {
      Given.all(id, at, repository, plan, document);
      submittedBy = Given.orEmpty(submittedBy);
    }
  }

  /**
   * A new plan that is too long for a record: the scheduler that was handed it has checked and
   * stored it, and this refers to it.
   *
   * @param directory as for {@link SubmitPlan}
   * @param stored names what is stored
   */
  @JsonTypeName("plan.submit.stored")
  record SubmitStored(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      String submittedBy,
      @Nullable String directory,
      UUID stored)
      implements Submission {}

  /** Ends a plan: waiting tasks are cancelled, running ones are asked to stop. */
  @JsonTypeName("plan.cancel")
  record CancelPlan(UUID id, Instant at, RepositoryId repository, PlanId plan, String reason)
      implements Submission {
    public CancelPlan {
      Given.all(id, at, repository, plan);
      reason = Given.orEmpty(reason);
    }
  }

  /** Starts nothing new of the plan until it is resumed. */
  @JsonTypeName("plan.pause")
  record PausePlan(UUID id, Instant at, RepositoryId repository, PlanId plan, String reason)
      implements Submission {
    public PausePlan {
      Given.all(id, at, repository, plan);
      reason = Given.orEmpty(reason);
    }
  }

  /** Lets a paused plan go on. */
  @JsonTypeName("plan.resume")
  record ResumePlan(UUID id, Instant at, RepositoryId repository, PlanId plan)
      implements Submission {
    public ResumePlan {
      Given.all(id, at, repository, plan);
    }
  }

  /**
   * Tries tasks again, with their skipped dependents. What is merged stays merged.
   *
   * @param tasks the failed or cancelled tasks to try; absent for all failed ones
   * @param from instead of {@code tasks}: this task, and every task behind it that failed, was
   *     cancelled or was skipped
   */
  @JsonTypeName("plan.retry")
  record RetryTasks(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      @Nullable List<TaskKey> tasks,
      @Nullable TaskKey from,
      String reason)
      implements Submission {
    public RetryTasks {
      Given.all(id, at, repository, plan);
      tasks = tasks == null ? null : List.copyOf(tasks);
      reason = Given.orEmpty(reason);
    }
  }

  /** Ends one task; its dependents are skipped. */
  @JsonTypeName("task.cancel")
  record CancelTask(
      UUID id, Instant at, RepositoryId repository, PlanId plan, TaskKey task, String reason)
      implements Submission {
    public CancelTask {
      Given.all(id, at, repository, plan, task);
      reason = Given.orEmpty(reason);
    }
  }

  /**
   * Gives tasks another class; the next decision knows it.
   *
   * @param tasks which; absent for all of the plan that are not merged
   */
  @JsonTypeName("plan.prioritise")
  record PrioritiseTasks(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      @Nullable List<TaskKey> tasks,
      Priority priority,
      String reason)
      implements Submission {
    public PrioritiseTasks {
      Given.all(id, at, repository, plan, priority);
      tasks = tasks == null ? null : List.copyOf(tasks);
      reason = Given.orEmpty(reason);
    }
  }

  /** Changes how many tasks of the plan run at one time; what runs goes on. */
  @JsonTypeName("plan.limit")
  record LimitPlan(
      UUID id, Instant at, RepositoryId repository, PlanId plan, int maxWorkers, String reason)
      implements Submission {
    public LimitPlan {
      Given.all(id, at, repository, plan);
      reason = Given.orEmpty(reason);
    }
  }

  /**
   * Adds tasks to a plan, and needs to tasks that are not with the workers yet.
   *
   * @param document a fragment of a plan, as the text its author wrote
   */
  @JsonTypeName("plan.amend")
  record AmendPlan(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      String submittedBy,
      String document)
      implements Submission {
    public AmendPlan {
      Given.all(id, at, repository, plan, document);
      submittedBy = Given.orEmpty(submittedBy);
    }
  }

  /**
   * A person takes a task that waits for one, and gets a worktree of their own for it.
   *
   * @param skills what they say that they have; absent when they do not say, and are not asked
   */
  @JsonTypeName("task.claim")
  record ClaimTask(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      TaskKey task,
      Person person,
      @Nullable List<String> skills)
      implements Submission {
    public ClaimTask {
      Given.all(id, at, repository, plan, task, person);
      skills = skills == null ? null : List.copyOf(skills);
    }
  }

  /**
   * How far a person is with a task that they hold; renews their claim.
   *
   * @param step how many steps are done; absent when only the note is new
   * @param total of how many
   */
  @JsonTypeName("task.report")
  record ReportTask(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      TaskKey task,
      @Nullable Integer step,
      @Nullable Integer total,
      String note)
      implements Submission {
    public ReportTask {
      Given.all(id, at, repository, plan, task);
      note = Given.orEmpty(note);
    }
  }

  /** A person is done with a task: what is in its worktree is to be verified and merged. */
  @JsonTypeName("task.hand-in")
  record HandInTask(UUID id, Instant at, RepositoryId repository, PlanId plan, TaskKey task)
      implements Submission {
    public HandInTask {
      Given.all(id, at, repository, plan, task);
    }
  }

  /** A person could not do a task: it has failed; what was done is preserved. */
  @JsonTypeName("task.fail")
  record FailTask(
      UUID id, Instant at, RepositoryId repository, PlanId plan, TaskKey task, String reason)
      implements Submission {
    public FailTask {
      Given.all(id, at, repository, plan, task);
      reason = Given.orEmpty(reason);
    }
  }

  /** A person gives a task back; what was done is preserved, and the next who claims it has it. */
  @JsonTypeName("task.release")
  record ReleaseTask(
      UUID id, Instant at, RepositoryId repository, PlanId plan, TaskKey task, String reason)
      implements Submission {
    public ReleaseTask {
      Given.all(id, at, repository, plan, task);
      reason = Given.orEmpty(reason);
    }
  }

  /**
   * Takes the claim of a task away from who holds it: the attempt is stopped, and its work kept.
   *
   * @param by who asks
   * @param hold whether the task then waits for a person, instead of being tried again
   */
  @JsonTypeName("claim.release")
  record ReleaseClaim(
      UUID id,
      Instant at,
      RepositoryId repository,
      PlanId plan,
      TaskKey task,
      String by,
      String reason,
      boolean hold)
      implements Submission {
    public ReleaseClaim {
      Given.all(id, at, repository, plan, task, reason);
      by = Given.orEmpty(by);
    }
  }
}
