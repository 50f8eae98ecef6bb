package dev.signalbox.scheduler.core.forecast;

import dev.signalbox.common.analysis.PathTimes;
import dev.signalbox.common.plan.PlanGraph;
import dev.signalbox.scheduler.core.schedule.PlanSnapshot;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * When each task should start and end from now on, if all take what is expected: the greedy order
 * that decisions follow, by the longest path behind a task. A task whose path is written takes its
 * place behind the writer at once, so that the cost grows with the tasks and not with their square.
 */
final class Timeline {
  private final PlanGraph graph;
  private final List<PlanSnapshot.Task> tasks;
  private final int workers;
  private final long[] starts;
  private final long[] ends;
  private final int[] openNeeds;
  private final boolean[] placed;
  private final Map<String, Long> freeAt = new HashMap<>();
  private final PriorityQueue<Integer> ready;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::task));
  private int busy;

  /** A task may start, or is over. */
  private record Event(long at, int task, boolean over) {}

  /**
   * @param workers at least 1
   */
  Timeline(PlanSnapshot plan, PlanGraph graph, PathTimes times, int workers) {
    this.graph = graph;
    this.tasks = plan.tasks();
    this.workers = workers;
    this.starts = new long[graph.size()];
    this.ends = new long[graph.size()];
    this.openNeeds = new int[graph.size()];
    this.placed = new boolean[graph.size()];
    this.ready =
        new PriorityQueue<>(
            Comparator.<Integer>comparingLong(task -> -times.remaining(task))
                .thenComparingInt(task -> task));
    begin();
    while (!events.isEmpty()) {
      step();
    }
  }

  /** From now, in milliseconds. */
  long start(int task) {
    return starts[task];
  }

  /** From now, in milliseconds; 0 for a task that is over. */
  long end(int task) {
    return ends[task];
  }

  /** When all is over. */
  long end() {
    return Arrays.stream(ends).max().orElse(0);
  }

  private void begin() {
    for (int task = 0; task < tasks.size(); task++) {
      for (int need : graph.needs(task)) {
        openNeeds[task] += tasks.get(need).isOpen() ? 1 : 0;
      }
    }
    for (int task = 0; task < tasks.size(); task++) {
      if (tasks.get(task).isRunning()) {
        run(task, 0);
      } else if (tasks.get(task).isOpen() && openNeeds[task] == 0) {
        events.add(new Event(tasks.get(task).delay(), task, false));
      }
    }
  }

  private void step() {
    long now = events.element().at();
    while (!events.isEmpty() && events.element().at() == now) {
      Event event = events.remove();
      if (event.over()) {
        busy--;
        release(event.task(), now);
      } else {
        ready.add(event.task());
      }
    }
    while (busy < workers && !ready.isEmpty()) {
      startOrPlace(ready.remove(), now);
    }
  }

  private void release(int task, long now) {
    for (int dependent : graph.dependents(task)) {
      openNeeds[dependent]--;
      if (openNeeds[dependent] == 0 && tasks.get(dependent).isOpen()) {
        events.add(new Event(now + tasks.get(dependent).delay(), dependent, false));
      }
    }
  }

  private void startOrPlace(int task, long now) {
    long free = placed[task] ? now : pathsFree(task);
    if (free > now) {
      placed[task] = true;
      take(task, free + tasks.get(task).left());
      events.add(new Event(free, task, false));
    } else {
      run(task, now);
    }
  }

  private void run(int task, long now) {
    starts[task] = now;
    ends[task] = now + tasks.get(task).left();
    busy++;
    take(task, ends[task]);
    events.add(new Event(ends[task], task, true));
  }

  private long pathsFree(int task) {
    long latest = 0;
    for (String path : tasks.get(task).writes()) {
      latest = Math.max(latest, freeAt.getOrDefault(path, 0L));
    }
    return latest;
  }

  private void take(int task, long until) {
    tasks.get(task).writes().forEach(path -> freeAt.merge(path, until, Math::max));
  }
}
