package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How users change the order and the breadth of a plan that was accepted. */
final class SteeringRules {
  private static final int MOST_WORKERS = 1000;

  private final Ledger ledger;
  private final Replies replies;

  SteeringRules(Ledger ledger, Replies replies) {
    this.ledger = ledger;
    this.replies = replies;
  }

  void prioritise(PlanRun plan, Submission.PrioritiseTasks command) {
    List<TaskRun> chosen = chosen(plan, command);
    if (chosen == null) {
      return;
    }
    Map<TaskKey, Priority> changed = new TreeMap<>(Comparator.comparing(TaskKey::value));
    for (TaskRun task : chosen) {
      if (task.priority() != command.priority()) {
        ledger.regroup(task, () -> task.asked = command.priority());
        ledger.touch(task);
        changed.put(task.spec.key(), command.priority());
      }
    }
    if (changed.isEmpty()) {
      replies.late(command);
    } else {
      ledger.emit(changed(plan, changed, null, command.reason()));
    }
  }

  void limit(PlanRun plan, Submission.LimitPlan command) {
    int wanted = command.maxWorkers();
    if (wanted < 1 || wanted > MOST_WORKERS) {
      replies.refuse(
          command,
          "E017-out-of-range",
          "a plan cannot run " + wanted + " tasks at one time",
          "use 1 to " + MOST_WORKERS + "; to start nothing new, pause the plan");
    } else if (wanted == plan.maxWorkers()) {
      replies.late(command);
    } else {
      plan.cap = wanted;
      ledger.ready.reopen(plan);
      ledger.touch(plan);
      ledger.emit(changed(plan, Map.of(), wanted, command.reason()));
    }
  }

  private static Effect changed(
      PlanRun plan, Map<TaskKey, Priority> priorities, @Nullable Integer cap, String reason) {
    return new Effect.PlanAmended(
        plan.setup.id(),
        plan.tasks().size(),
        List.of(),
        Map.of(),
        Map.of(),
        priorities,
        cap,
        reason);
  }

  /** The tasks that get another class; absent when the command cannot be followed. */
  private @Nullable List<TaskRun> chosen(PlanRun plan, Submission.PrioritiseTasks command) {
    List<TaskKey> keys = command.tasks();
    if (keys == null) {
      return plan.tasks().stream().filter(task -> task.state != TaskState.COMPLETED).toList();
    }
    List<TaskRun> found = new ArrayList<>();
    for (TaskKey key : keys) {
      TaskRun task = plan.task(key);
      if (task == null) {
        replies.unknownTask(command, key);
        return null;
      }
      if (task.state == TaskState.COMPLETED) {
        replies.refuse(
            command, "E053-merged", key + " is merged already", "leave it out and ask again");
        return null;
      }
      found.add(task);
    }
    return found;
  }
}
