package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Mode;
import dev.signalbox.scheduler.core.conflict.Conflict;
import dev.signalbox.scheduler.core.conflict.ConflictIndex;
import dev.signalbox.scheduler.core.conflict.PathHold;
import dev.signalbox.scheduler.core.conflict.Witness;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The READY tasks, each in one queue: free, or parked on the one witness that was found in its way.
 * A change of a path opens or closes the queues parked on that path and looks at nothing else, like
 * watched literals in a SAT solver (Moskewicz et al., Chaff, 2001).
 */
final class ReadyTasks {
  private final ConflictIndex<OpenAttempt> index = new ConflictIndex<>();
  private final Map<Witness, Map<Group, WaitQueue>> parked = new HashMap<>();
  private final Set<Group> waiting = new LinkedHashSet<>();

  void add(TaskRun task) {
    Group group = task.plan.group(task);
    put(task, group.free);
  }

  void remove(TaskRun task) {
    WaitQueue queue = task.queue;
    if (queue == null) {
      return;
    }
    queue.group.take(task, queue);
    if (queue.group.size() == 0) {
      waiting.remove(queue.group);
    }
    forgetIfEmpty(queue);
  }

  /** Moves a task that was found blocked to the queue of what blocks it. */
  void park(TaskRun task, Witness witness) {
    Group group = task.plan.group(task);
    remove(task);
    WaitQueue queue =
        parked
            .computeIfAbsent(witness, absent -> new LinkedHashMap<>())
            .computeIfAbsent(group, absent -> new WaitQueue(group, witness));
    put(task, queue);
  }

  /** Puts a task where its changed urgency belongs. */
  void reorder(TaskRun task, Runnable change) {
    WaitQueue queue = task.queue;
    if (queue == null) {
      change.run();
      return;
    }
    queue.group.take(task, queue);
    change.run();
    queue.group.put(task, queue);
  }

  void hold(OpenAttempt attempt) {
    index.hold(attempt.task.holds, attempt);
    attempt.task.holds.forEach(this::reconsider);
  }

  void release(OpenAttempt attempt) {
    index.release(attempt.task.holds, attempt);
    attempt.task.holds.forEach(this::reconsider);
  }

  /** The attempt in the way of the task, if any. */
  Optional<Conflict<OpenAttempt>> inTheWay(TaskRun task) {
    return index.firstConflict(task.holds);
  }

  /** The most urgent task of a group that may publish, as far as is known without looking. */
  @Nullable TaskRun next(Predicate<Group> mayPublish) {
    TaskRun best = null;
    for (Group group : waiting) {
      TaskRun first = group.first();
      if (first != null && isBefore(first, best) && mayPublish.test(group)) {
        best = first;
      }
    }
    return best;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  private static boolean isBefore(TaskRun task, @Nullable TaskRun best) {
    return best == null || TaskRun.URGENCY.compare(task, best) < 0;
  }

  private void put(TaskRun task, WaitQueue queue) {
    queue.group.put(task, queue);
    waiting.add(queue.group);
  }

  private void reconsider(PathHold changed) {
    for (Mode wanted : Mode.values()) {
      Witness witness = new Witness(changed.path(), wanted);
      Map<Group, WaitQueue> queues = parked.get(witness);
      if (queues != null) {
        boolean cleared = index.isCleared(witness);
        List.copyOf(queues.values()).forEach(queue -> queue.group.open(queue, cleared));
      }
    }
  }

  private void forgetIfEmpty(WaitQueue queue) {
    Witness witness = queue.witness;
    if (witness == null || !queue.tasks.isEmpty()) {
      return;
    }
    Map<Group, WaitQueue> queues = parked.get(witness);
    if (queues != null && queues.remove(queue.group) != null && queues.isEmpty()) {
      parked.remove(witness);
    }
  }
}
