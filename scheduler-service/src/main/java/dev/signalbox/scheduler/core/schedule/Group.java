package dev.signalbox.scheduler.core.schedule;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The READY tasks of one plan and one kind: what shares all its limits. */
final class Group {
  private static final Comparator<WaitQueue> BY_FIRST =
      Comparator.comparing(queue -> queue.tasks.getFirst(), TaskRun.IN_PLAN);

  final PlanRun plan;
  final Pool pool;

  /** Tasks nothing is known to be in the way of. */
  final WaitQueue free;

  /** Open queues that have tasks, the most urgent task's first. */
  private final TreeSet<WaitQueue> open = new TreeSet<>(BY_FIRST);

  /** All queues that have tasks. */
  private final Set<WaitQueue> queues = new LinkedHashSet<>();

  /** Whether a limit of its plan keeps it out of its pool. */
  private boolean aside;

  private boolean listed;

  /** Tasks in all its queues, open or not. */
  private int size;

  Group(PlanRun plan, Pool pool) {
    this.plan = plan;
    this.pool = pool;
    this.free = new WaitQueue(this, null);
  }

  void put(TaskRun task, WaitQueue queue) {
    unlist(queue);
    queue.tasks.add(task);
    queues.add(queue);
    task.queue = queue;
    size++;
    list(queue);
  }

  void take(TaskRun task, WaitQueue queue) {
    unlist(queue);
    queue.tasks.remove(task);
    if (queue.tasks.isEmpty()) {
      queues.remove(queue);
    }
    task.queue = null;
    size--;
    list(queue);
  }

  void open(WaitQueue queue, boolean opened) {
    unlist(queue);
    queue.open = opened;
    list(queue);
  }

  /** Leaves the pool while the plan may not publish, or comes back. */
  void setAside(boolean limited) {
    aside = limited;
    enlist();
  }

  /** Lets a change happen that decides about its place in the pool. */
  void move(Runnable change) {
    if (listed) {
      pool.unlist(this);
      change.run();
      pool.list(this);
    } else {
      change.run();
    }
  }

  /** Tasks that would take what is kept for another. */
  int keptBack() {
    return queues.stream()
        .filter(queue -> queue.witness == null && !queue.open)
        .mapToInt(queue -> queue.tasks.size())
        .sum();
  }

  /** The most urgent tasks, whatever they wait for. */
  Stream<TaskRun> mostUrgent(int count) {
    return queues.stream().flatMap(queue -> queue.tasks.stream().limit(count));
  }

  /** The most urgent task that nothing is known to be in the way of. */
  @Nullable TaskRun first() {
    return open.isEmpty() ? null : firstTask();
  }

  /** The same, of a group that has one. */
  TaskRun firstTask() {
    return open.getFirst().tasks.getFirst();
  }

  /** How many tasks nothing is known to be in the way of. */
  int openTasks() {
    return open.stream().mapToInt(queue -> queue.tasks.size()).sum();
  }

  /** How many tasks wait for a path. */
  int parked() {
    return size - openTasks();
  }

  /** Some of the tasks that nothing is known to be in the way of. */
  List<TaskRun> firstOpen(int most) {
    return open.stream().flatMap(queue -> queue.tasks.stream()).limit(most).toList();
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
    enlist();
  }

  private void enlist() {
    boolean wanted = !aside && !open.isEmpty();
    if (wanted && !listed) {
      pool.list(this);
    } else if (!wanted && listed) {
      pool.unlist(this);
    }
    listed = wanted;
  }
}
