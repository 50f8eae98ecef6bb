package dev.signalbox.simulator;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.schedule.Effect;
import java.util.Map;
import java.util.TreeMap;

/** Whoever follows the changes: takes only what is newer than what it has. */
class Dashboard {
  private final Map<TaskId, TaskState> states = new TreeMap<>();
  private long newest;

  void changed(Store.Outgoing outgoing) {
    if (outgoing.sequence() > newest) {
      newest = outgoing.sequence();
      apply(outgoing);
    }
  }

  final void apply(Store.Outgoing outgoing) {
    if (outgoing.effect() instanceof Effect.TaskMoved moved) {
      states.put(moved.task(), moved.to());
    }
  }

  final TaskState state(TaskId task) {
    return states.getOrDefault(task, TaskState.PENDING);
  }
}
