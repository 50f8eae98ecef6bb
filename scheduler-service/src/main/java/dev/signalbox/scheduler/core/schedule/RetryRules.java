package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tasks are tried again when a user asks for it. What is merged stays merged (I2). */
final class RetryRules {
  private static final String NOT_RETRYABLE = "E052-not-retryable";

  private final Ledger ledger;
  private final TaskRules tasks;
  private final Replies replies;

  RetryRules(Ledger ledger, TaskRules tasks, Replies replies) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.replies = replies;
  }

  void retry(PlanRun plan, Submission.RetryTasks retry) {
    List<TaskRun> chosen = chosen(plan, retry);
    if (chosen == null) {
      return;
    }
    again(plan, chosen, retry.reason());
  }

  /** Tries tasks again, with what was given up for them. */
  void again(PlanRun plan, List<TaskRun> chosen, String reason) {
    plan.cancelling = false;
    plan.stoppedBy = null;
    ledger.touch(plan);
    Set<TaskRun> again = new HashSet<>(chosen);
    for (TaskRun task : plan.inOrderOfNeeds().stream().filter(again::contains).toList()) {
      task.tries = 0;
      task.deferrals = 0;
      task.conflicts = 0;
      tasks.restart(task, reason);
    }
    tasks.revive(plan, chosen.stream().map(task -> task.spec.key()).collect(Collectors.toSet()));
  }

  /** The tasks to try again; absent when the command cannot be followed. */
  private @Nullable List<TaskRun> chosen(PlanRun plan, Submission.RetryTasks retry) {
    TaskKey from = retry.from();
    List<TaskKey> keys = retry.tasks();
    if (from != null && keys != null) {
      replies.refuse(
          retry, "E054-tasks-and-from", "both tasks and from are given", "keep one of the two");
      return null;
    }
    if (from != null) {
      return from(plan, from, retry);
    }
    return keys == null ? failed(plan, retry) : named(plan, keys, retry);
  }

  private @Nullable List<TaskRun> failed(PlanRun plan, Submission.RetryTasks retry) {
    List<TaskRun> failed =
        plan.tasks().stream().filter(task -> task.state == TaskState.FAILED).toList();
    if (failed.isEmpty()) {
      replies.refuse(
          retry,
          NOT_RETRYABLE,
          "no task of the plan has failed",
          "name cancelled tasks with --task KEY, or a task to start from with --from KEY");
      return null;
    }
    return failed;
  }

  private @Nullable List<TaskRun> named(
      PlanRun plan, List<TaskKey> keys, Submission.RetryTasks retry) {
    List<TaskRun> found = new ArrayList<>();
    for (TaskKey key : keys) {
      TaskRun task = plan.task(key);
      if (task == null) {
        replies.unknownTask(retry, key);
        return null;
      }
      if (!mayBeTried(task)) {
        replies.refuse(retry, NOT_RETRYABLE, key + " is " + task.state, hint(task));
        return null;
      }
      found.add(task);
    }
    return found;
  }

  /** The task and what is behind it, as far as it was given up. */
  private @Nullable List<TaskRun> from(PlanRun plan, TaskKey key, Submission.RetryTasks retry) {
    TaskRun root = plan.task(key);
    if (root == null) {
      replies.unknownTask(retry, key);
      return null;
    }
    Optional<TaskRun> blocked = root.needs.stream().filter(TaskRules::isGivenUp).findFirst();
    if (root.state == TaskState.SKIPPED && blocked.isPresent()) {
      replies.refuse(retry, NOT_RETRYABLE, key + " is SKIPPED", hint(root));
      return null;
    }
    List<TaskRun> found = reached(root).stream().filter(RetryRules::isGivenUp).toList();
    if (found.isEmpty()) {
      replies.refuse(
          retry,
          NOT_RETRYABLE,
          key + " is " + root.state + ", and nothing behind it failed, was cancelled or skipped",
          "signalbox plan show tells the state of every task");
      return null;
    }
    return found;
  }

  private static Set<TaskRun> reached(TaskRun root) {
    Set<TaskRun> seen = new HashSet<>(Set.of(root));
    Deque<TaskRun> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      open.remove().dependents.stream().filter(seen::add).forEach(open::add);
    }
    return seen;
  }

  private static boolean isGivenUp(TaskRun task) {
    return task.state == TaskState.SKIPPED || mayBeTried(task);
  }

  private static String hint(TaskRun task) {
    return switch (task.state) {
      case SKIPPED ->
          "try again from what it needs: --from "
              + (task.becauseOf == null ? task.spec.key() : task.becauseOf);
      case COMPLETED -> "it is merged; submit a new plan to do the work once more";
      case PENDING, READY, QUEUED, CLAIMED, RUNNING, VERIFYING, MERGING, RETRY_WAIT, PAUSED ->
          "it is still under way; cancel it first to start it anew";
      case FAILED, CANCELLED, NEEDS_HUMAN -> "its last attempt is not over yet; ask again";
    };
  }

  private static boolean mayBeTried(TaskRun task) {
    return switch (task.state) {
      case FAILED, CANCELLED, NEEDS_HUMAN -> task.current == null;
      case PENDING,
          READY,
          QUEUED,
          CLAIMED,
          RUNNING,
          VERIFYING,
          MERGING,
          COMPLETED,
          RETRY_WAIT,
          PAUSED,
          SKIPPED ->
          false;
    };
  }
}
