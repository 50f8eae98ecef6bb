package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.scheduler.core.conflict.Witness;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * READY tasks of one group that wait for the same: for a turn (no witness), or for the witness to
 * be cleared. It is open while nothing is known to be in its tasks' way.
 */
final class WaitQueue {
  final Group group;
  final @Nullable Witness witness;
  final TreeSet<TaskRun> tasks = new TreeSet<>(TaskRun.IN_PLAN);
  boolean open;

  /** A queue that only opens by its tasks' being moved to others. */
  static WaitQueue closed(Group group) {
    WaitQueue queue = new WaitQueue(group, null);
    queue.open = false;
    return queue;
  }

  WaitQueue(Group group, @Nullable Witness witness) {
    this.group = group;
    this.witness = witness;
    this.open = witness == null;
  }
}
