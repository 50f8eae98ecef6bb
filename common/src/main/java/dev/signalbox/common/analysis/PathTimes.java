package dev.signalbox.common.analysis;

import dev.signalbox.common.plan.PlanGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When each task could start at the earliest and must start at the latest, if only needs counted:
 * the critical path method (J. E. Kelley and M. R. Walker, 1959). Times in milliseconds.
 */
public final class PathTimes {
  private final PlanGraph graph;
  private final long[] millis;
  private final long[] earliest;
  private final long[] remaining;
  private final long longest;

  /**
   * @param millis how long each task takes, by its number
   */
  public PathTimes(PlanGraph graph, long[] millis) {
    this.graph = graph;
    this.millis = millis.clone();
    this.earliest = new long[graph.size()];
    this.remaining = new long[graph.size()];
    int[] order = graph.order();
    for (int task : order) {
      for (int need : graph.needs(task)) {
        earliest[task] = Math.max(earliest[task], earliest[need] + millis[need]);
      }
    }
    for (int at = order.length - 1; at >= 0; at--) {
      remaining[order[at]] = millis[order[at]] + behind(order[at]);
    }
    this.longest = Arrays.stream(remaining).max().orElse(0);
  }

  /** How long the task takes. */
  public long millis(int task) {
    return millis[task];
  }

  /** From the plan's start to the task's earliest start. */
  public long earliest(int task) {
    return earliest[task];
  }

  /** From the task's start to the end of the longest path from it. */
  public long remaining(int task) {
    return remaining[task];
  }

  /** How much later than its earliest start the task may start without ending the plan later. */
  public long slack(int task) {
    return longest - earliest[task] - remaining[task];
  }

  /** The length of the longest path: no number of workers ends earlier. */
  public long longest() {
    return longest;
  }

  /** The work of all tasks together. */
  public long work() {
    return Arrays.stream(millis).sum();
  }

  /** One longest path from its first task on; where several are equal, the plan's first (S3-05). */
  public List<Integer> criticalPath() {
    List<Integer> path = new ArrayList<>();
    int next = firstOf(allTasks(), longest);
    while (next >= 0) {
      path.add(next);
      next = firstOf(graph.dependents(next), remaining[next] - millis[next]);
    }
    return path;
  }

  /** How many tasks run at one time at most when each starts as early as it can. */
  public int peak() {
    int[] byStart = sorted(earliest);
    long[] ends = new long[graph.size()];
    Arrays.setAll(ends, task -> earliest[task] + millis[task]);
    int[] byEnd = sorted(ends);
    int most = 0;
    int ended = 0;
    for (int started = 0; started < byStart.length; started++) {
      while (ends[byEnd[ended]] <= earliest[byStart[started]]) {
        ended++;
      }
      most = Math.max(most, started + 1 - ended);
    }
    return most;
  }

  private long behind(int task) {
    long most = 0;
    for (int dependent : graph.dependents(task)) {
      most = Math.max(most, remaining[dependent]);
    }
    return most;
  }

  private int firstOf(int[] tasks, long wanted) {
    for (int task : tasks) {
      if (remaining[task] == wanted) {
        return task;
      }
    }
    return -1;
  }

  private int[] allTasks() {
    int[] tasks = new int[graph.size()];
    Arrays.setAll(tasks, task -> task);
    return tasks;
  }

  private int[] sorted(long[] times) {
    return Arrays.stream(allTasks())
        .boxed()
        .sorted((one, other) -> Long.compare(times[one], times[other]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
