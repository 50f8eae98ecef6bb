package dev.signalbox.benchmarks.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What no schedule can beat: the work shared evenly among the slots, the longest path, and for each
 * file, which one task at a time may write, the shortest way in, its whole load, and the shortest
 * way out. See M. Pinedo, "Scheduling", on single-machine relaxations of job shops.
 */
final class LowerBound {
  private LowerBound() {}

  /** Milliseconds; the commands' time only, without any overhead. */
  static long millis(List<LoadTask> tasks, int slots) {
    Map<String, Long> heads = heads(tasks);
    Map<String, Long> tails = tails(tasks);
    long work = tasks.stream().mapToLong(LoadTask::millis).sum();
    long longest =
        tasks.stream().mapToLong(t -> at(heads, t) + t.millis() + at(tails, t)).max().orElse(0);
    return Math.max(Math.max(work / slots, longest), busiestFile(tasks, heads, tails));
  }

  private static long busiestFile(
      List<LoadTask> tasks, Map<String, Long> heads, Map<String, Long> tails) {
    Map<String, long[]> files = new HashMap<>();
    for (LoadTask task : tasks) {
      for (String file : task.files()) {
        long[] sums =
            files.computeIfAbsent(file, f -> new long[] {Long.MAX_VALUE, 0, Long.MAX_VALUE});
        sums[0] = Math.min(sums[0], at(heads, task));
        sums[1] += task.millis();
        sums[2] = Math.min(sums[2], at(tails, task));
      }
    }
    return files.values().stream().mapToLong(s -> s[0] + s[1] + s[2]).max().orElse(0);
  }

  private static Map<String, Long> heads(List<LoadTask> tasks) {
    Map<String, LoadTask> byKey = new HashMap<>();
    Map<String, Long> heads = new HashMap<>();
    for (LoadTask task : tasks) {
      byKey.put(task.key(), task);
      long head = 0;
      for (String need : task.needs()) {
        LoadTask before = byKey.get(need);
        if (before == null) {
          throw new IllegalArgumentException(task.key() + " comes before its need " + need);
        }
        head = Math.max(head, at(heads, before) + before.millis());
      }
      heads.put(task.key(), head);
    }
    return heads;
  }

  private static Map<String, Long> tails(List<LoadTask> tasks) {
    Map<String, Long> tails = new HashMap<>();
    for (LoadTask task : tasks.reversed()) {
      long through = task.millis() + at(tails, task);
      task.needs().forEach(need -> tails.merge(need, through, Math::max));
    }
    return tails;
  }

  private static long at(Map<String, Long> times, LoadTask task) {
    return times.getOrDefault(task.key(), 0L);
  }
}
