package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much finished work waits for its merge into each branch, and how long a merge takes there:
 * when the last in line would wait too long, nothing new is started for the branch.
 */
final class MergeQueues {
  private static final int SMOOTHING = 8;
  private static final int MOST_BRANCHES = 1000;

  private final Map<String, Integer> waiting = new LinkedHashMap<>();

  /** From the begin of verifying to the merge, smoothed exponentially over the last merges. */
  private final Map<String, Long> smoothedMillis = new LinkedHashMap<>();

  private final long limitMillis;
  private boolean learned;

  MergeQueues(Duration limit) {
    this.limitMillis = limit.toMillis();
  }

  /**
   * Counts a task's move; says whether the branch may start work again that it could not before.
   */
  boolean moved(TaskRun task, TaskState from, Instant now) {
    String branch = task.plan.setup.mergeBranch();
    boolean wasFull = isFull(branch);
    if (!isFinishing(from) && isFinishing(task.state)) {
      task.finishingSince = now;
      waiting.merge(branch, 1, Integer::sum);
    } else if (isFinishing(from) && !isFinishing(task.state)) {
      leave(task, branch, now);
    }
    return wasFull && !isFull(branch);
  }

  /** Counts a task that is taken up as it was saved. */
  void restored(TaskRun task) {
    if (isFinishing(task.state)) {
      waiting.merge(task.plan.setup.mergeBranch(), 1, Integer::sum);
    }
  }

  boolean isFull(String branch) {
    return expectedMillis(branch) > limitMillis;
  }

  int waiting(String branch) {
    return waiting.getOrDefault(branch, 0);
  }

  /** How long the last in line will wait. */
  long expectedMillis(String branch) {
    return waiting(branch) * smoothedMillis.getOrDefault(branch, 0L);
  }

  /** Whether there is more to save since the last call. */
  boolean hasLearned() {
    boolean has = learned;
    learned = false;
    return has;
  }

  Map<String, Long> saved() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(smoothedMillis));
  }

  void restore(Map<String, Long> saved) {
    smoothedMillis.putAll(saved);
  }

  private void leave(TaskRun task, String branch, Instant now) {
    waiting.computeIfPresent(branch, (any, count) -> count == 1 ? null : count - 1);
    Instant since = task.finishingSince;
    task.finishingSince = null;
    if (task.state == TaskState.COMPLETED && since != null) {
      learn(branch, Math.max(0, Duration.between(since, now).toMillis()));
    }
  }

  private void learn(String branch, long millis) {
    learned = true;
    smoothedMillis.merge(branch, millis, (old, sample) -> old + (sample - old) / SMOOTHING);
    if (smoothedMillis.size() > MOST_BRANCHES) {
      smoothedMillis.remove(smoothedMillis.keySet().iterator().next());
    }
  }

  private static boolean isFinishing(TaskState state) {
    return state == TaskState.VERIFYING || state == TaskState.MERGING;
  }
}
