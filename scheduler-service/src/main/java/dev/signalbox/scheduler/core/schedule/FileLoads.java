package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Mode;
import dev.signalbox.scheduler.core.conflict.PathHold;
import java.util.HashMap;
import java.util.Map;

/** How long the tasks that are still to come will write each path: those go one after another. */
final class FileLoads {
  private final Map<String, Long> millis = new HashMap<>();

  /** Adds the task's time to the paths it writes, or takes it off with a sign of -1. */
  void add(TaskRun task, int sign) {
    long change = sign * task.expected.millis();
    for (PathHold hold : task.holds) {
      if (hold.mode() == Mode.WRITE) {
        long now = millis.getOrDefault(hold.path(), 0L) + change;
        if (now == 0) {
          millis.remove(hold.path());
        } else {
          millis.put(hold.path(), now);
        }
      }
    }
  }

  /** The load of the busiest path that the task writes, its own included. */
  long busiest(TaskRun task) {
    long most = 0;
    for (PathHold hold : task.holds) {
      if (hold.mode() == Mode.WRITE) {
        most = Math.max(most, millis.getOrDefault(hold.path(), 0L));
      }
    }
    return most;
  }
}
