package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.scheduler.core.fleet.Lane;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The READY tasks of one plan on one lane: what shares its limits. */
final class Group {
  private static final Comparator<WaitQueue> BY_FIRST =
      Comparator.comparing(queue -> queue.tasks.getFirst(), TaskRun.URGENCY);

  final PlanRun plan;
  final Lane lane;

  /** Tasks nothing is known to be in the way of. */
  final WaitQueue free;

  /** Open queues that have tasks, the most urgent task's first. */
  private final TreeSet<WaitQueue> open = new TreeSet<>(BY_FIRST);

  /** How many tasks wait in all queues, open or not. */
  private int size;

  Group(PlanRun plan, Lane lane) {
    this.plan = plan;
    this.lane = lane;
    this.free = new WaitQueue(this, null);
  }

  void put(TaskRun task, WaitQueue queue) {
    unlist(queue);
    queue.tasks.add(task);
    task.queue = queue;
    size++;
    list(queue);
  }

  void take(TaskRun task, WaitQueue queue) {
    unlist(queue);
    queue.tasks.remove(task);
    task.queue = null;
    size--;
    list(queue);
  }

  void open(WaitQueue queue, boolean opened) {
    unlist(queue);
    queue.open = opened;
    list(queue);
  }

  /** The most urgent task that nothing is known to be in the way of. */
  @Nullable TaskRun first() {
    return open.isEmpty() ? null : open.getFirst().tasks.getFirst();
  }

  int size() {
    return size;
  }

  private void unlist(WaitQueue queue) {
    if (queue.open && !queue.tasks.isEmpty()) {
      open.remove(queue);
    }
  }

  private void list(WaitQueue queue) {
    if (queue.open && !queue.tasks.isEmpty()) {
      open.add(queue);
    }
  }
}
