package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Mode;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.core.conflict.Conflict;
import dev.signalbox.scheduler.core.conflict.ConflictIndex;
import dev.signalbox.scheduler.core.conflict.PathHold;
import dev.signalbox.scheduler.core.conflict.Witness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Tasks that would take what is kept for another. */
  private final Map<Group, WaitQueue> keptBack = new LinkedHashMap<>();

  private final Map<Kind, Pool> pools = new HashMap<>();
  private final Map<Priority, List<Pool>> poolsOfClass = new EnumMap<>(Priority.class);
  private int size;

  void add(TaskRun task) {
    Group group = group(task);
    put(task, group.free);
  }

  void remove(TaskRun task) {
    WaitQueue queue = task.queue;
    if (queue == null) {
      return;
    }
    queue.group.take(task, queue);
    size--;
    forgetIfEmpty(queue);
  }

  /** Moves a task that was found blocked to the queue of what blocks it. */
  void park(TaskRun task, Witness witness) {
    Group group = group(task);
    remove(task);
    WaitQueue queue =
        parked
            .computeIfAbsent(witness, absent -> new LinkedHashMap<>())
            .computeIfAbsent(group, absent -> new WaitQueue(group, witness));
    put(task, queue);
  }

  /** Sets a task aside that would take what is kept for another. */
  void keepBack(TaskRun task) {
    Group group = group(task);
    remove(task);
    put(task, keptBack.computeIfAbsent(group, any -> WaitQueue.closed(group)));
  }

  /** What was kept for another is not any more: looks at those again that were set aside for it. */
  void reconsiderKeptBack() {
    List<WaitQueue> queues = List.copyOf(keptBack.values());
    keptBack.clear();
    for (WaitQueue queue : queues) {
      for (TaskRun task : List.copyOf(queue.tasks)) {
        queue.group.take(task, queue);
        queue.group.put(task, queue.group.free);
      }
    }
  }

  /** All attempts in the way of the task. */
  static List<OpenAttempt> allInTheWay(TaskRun task, Collection<OpenAttempt> attempts) {
    return attempts.stream()
        .filter(attempt ->
            attempt.holds().stream()
                .anyMatch(held -> task.wanted().stream().anyMatch(held::isInTheWayOf)))
        .toList();
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

  /** Lets a change happen that decides what the task shares its limits with. */
  void regroup(TaskRun task, Runnable change) {
    boolean waits = task.queue != null;
    remove(task);
    change.run();
    if (waits) {
      add(task);
    }
  }

  void hold(OpenAttempt attempt) {
    index.hold(attempt.holds(), attempt);
    attempt.holds().forEach(this::reconsider);
  }

  void release(OpenAttempt attempt) {
    index.release(attempt.holds(), attempt);
    attempt.holds().forEach(this::reconsider);
  }

  /** The attempt in the way of the task, if any. */
  Optional<Conflict<OpenAttempt>> inTheWay(TaskRun task) {
    return inTheWay(task.wanted());
  }

  /** The attempt in the way of who wants the paths, if any. */
  Optional<Conflict<OpenAttempt>> inTheWay(List<PathHold> wanted) {
    return index.firstConflict(wanted);
  }

  /** A change of what the plan used in a class, which decides about its place. */
  void reshare(PlanRun plan, Priority priority, Runnable change) {
    Runnable all = change;
    for (Group group : plan.groups.values()) {
      if (group.pool.kind.priority() == priority) {
        Runnable inner = all;
        all = () -> group.move(inner);
      }
    }
    all.run();
  }

  /** The plan may be able to publish again. */
  void reopen(PlanRun plan) {
    plan.groups.values().forEach(group -> group.setAside(false));
  }

  /**
   * The task that is to be published next, as far as is known without looking: by class, then the
   * plan that used least, then the most urgent of the plan.
   */
  @Nullable TaskRun next(Predicate<Kind> isOpen, Predicate<Group> mayPublish) {
    for (List<Pool> ofClass : poolsOfClass.values()) {
      Group best = null;
      for (Pool pool : ofClass) {
        Group group = first(pool, isOpen, mayPublish);
        if (group != null && (best == null || pool.isBefore(group, best))) {
          best = group;
        }
      }
      if (best != null) {
        return best.firstTask();
      }
    }
    return null;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The first group of a pool, leaving out from now on those whose plans may not publish. */
  private static @Nullable Group first(
      Pool pool, Predicate<Kind> isOpen, Predicate<Group> mayPublish) {
    Group group = pool.first();
    if (group == null || !isOpen.test(pool.kind)) {
      return null;
    }
    while (group != null && !mayPublish.test(group)) {
      group.setAside(true);
      group = pool.first();
    }
    return group;
  }

  private Group group(TaskRun task) {
    return task.plan.groups.computeIfAbsent(
        task.kind(), kind -> new Group(task.plan, pools.computeIfAbsent(kind, this::newPool)));
  }

  private Pool newPool(Kind kind) {
    Pool pool = new Pool(kind);
    poolsOfClass.computeIfAbsent(kind.priority(), any -> new ArrayList<>()).add(pool);
    return pool;
  }

  private void put(TaskRun task, WaitQueue queue) {
    queue.group.put(task, queue);
    size++;
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
