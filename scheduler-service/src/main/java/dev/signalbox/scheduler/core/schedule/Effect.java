package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.scheduler.core.fleet.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the world is to be told, in order. */
public sealed interface Effect {

  /** A plan is in; its tasks follow as moves from nowhere only where they left PENDING. */
  record PlanAccepted(PlanSetup setup, String document, Map<TaskKey, Integer> waves)
      implements Effect {
    public PlanAccepted {
      waves = Map.copyOf(waves);
    }
  }

  /** A plan is in another state. */
  record PlanMoved(PlanId plan, PlanState state, String reason) implements Effect {}

  /**
   * A plan that was accepted is another from now on.
   *
   * @param from the place of the first new task in the plan, from 0
   * @param tasks new ones, each PENDING
   * @param needs of tasks that were there: those that are new
   * @param waves of tasks that are new or are in another wave
   * @param priorities of tasks that got another class
   * @param maxWorkers the plan's new cap; absent when it stays
   */
  record PlanAmended(
      PlanId plan,
      int from,
      List<TaskSpec> tasks,
      Map<TaskKey, List<TaskKey>> needs,
      Map<TaskKey, Integer> waves,
      Map<TaskKey, Priority> priorities,
      @Nullable Integer maxWorkers,
      String reason)
      implements Effect {
    public PlanAmended {
      tasks = List.copyOf(tasks);
      needs = Map.copyOf(needs);
      waves = Map.copyOf(waves);
      priorities = Map.copyOf(priorities);
    }
  }

  /** A task is in another state. */
  record TaskMoved(
      TaskId task,
      TaskState from,
      TaskState to,
      int attempts,
      @Nullable AttemptRef attempt,
      @Nullable WorkerId worker,
      @Nullable String branch,
      @Nullable String commit,
      String reason)
      implements Effect {}

  /** There is something new to say of a task: its reason, in the state that it stays in. */
  record TaskNoted(TaskMoved as) implements Effect {}

  /**
   * An attempt goes out to the workers of its lane.
   *
   * @param intent what it claims only before its merge; absent when it claims all at its start
   * @param outputs what the tasks gave that it needs
   * @param person who does the work; absent when the worker does
   */
  record Publish(
      AttemptRef attempt,
      Lane lane,
      PlanSetup plan,
      TaskSpec task,
      Footprint footprint,
      @Nullable Footprint intent,
      Duration claimTtl,
      Map<TaskKey, Map<String, String>> outputs,
      @Nullable Person person)
      implements Effect {
    public Publish {
      outputs = Map.copyOf(outputs);
    }
  }

  /**
   * A task's current attempt told how far it is.
   *
   * @param timeoutAt when its command is ended, if that is near
   * @param costs of the plan up to now
   */
  record TaskProgressed(
      AttemptRef attempt, Progress progress, @Nullable Instant timeoutAt, List<Cost> costs)
      implements Effect {
    public TaskProgressed {
      costs = List.copyOf(costs);
    }
  }

  /** The person who works on the attempt is done: its worker is to verify and merge it. */
  record HandIn(AttemptRef attempt) implements Effect {}

  /** The attempt's worker is to end it. */
  record StopAttempt(AttemptRef attempt, String reason) implements Effect {}

  /** The lock-service is to close the attempt's claim, now and for ever. */
  record RevokeClaim(AttemptRef attempt) implements Effect {}

  /**
   * Somebody had an attempt's claim taken away.
   *
   * @param hold whether the task then waits for a person
   */
  record ClaimReleased(AttemptRef attempt, String by, String reason, boolean hold)
      implements Effect {}

  /** All claims that were lost are set up again: the lock-service may grant new ones. */
  record EndRecovery() implements Effect {}

  /**
   * A task was cancelled that had attempts: was one of them merged, and could not say so? The
   * branch decides.
   */
  record SeekMerge(TaskId task, String location, String mergeBranch) implements Effect {}

  /**
   * Tasks wait for each other in a circle; the victim's attempt is stopped to let the others go.
   */
  record DeadlockFound(List<TaskId> cycle, TaskId victim) implements Effect {
    public DeadlockFound {
      cycle = List.copyOf(cycle);
    }
  }

  /** A message that changed nothing. */
  record Ignored(Why why, String what) implements Effect {

    /** Why it changed nothing. */
    public enum Why {
      /** It is about a plan or task that this repository does not have. */
      UNKNOWN,
      /** It is about a plan that may still come: it is kept for a while. */
      EARLY,
      /** It is about an attempt that is not the current one. */
      STALE,
      /** The task is past it, or the command asks for what is so already. */
      LATE
    }
  }

  /** A command that cannot be followed, for at least one reason. */
  record Refused(PlanId plan, List<Problem> reasons) implements Effect {
    public Refused {
      reasons = List.copyOf(reasons);
    }

    /** The code of the first reason. */
    public String code() {
      return reasons.getFirst().code();
    }
  }
}
