package dev.signalbox.scheduler.core.lookahead;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Work to be ordered, as numbers: how long each task takes, which it needs, and which things it
 * needs alone or together with others. Nobody changes the arrays.
 *
 * @param alone the things that no other task may use while the task runs
 * @param together the things that others may use too, but not alone
 * @param things how many there are
 */
@SuppressWarnings("ArrayRecordComponent")
public record Network(
    long[] millis, int[][] needs, int[][] alone, int[][] together, int things, int slots) {

  int tasks() {
    return millis.length;
  }

  /** The same work backwards in time. */
  Network reversed() {
    return new Network(millis, dependents(), alone, together, things, slots);
  }

  int[][] dependents() {
    List<List<Integer>> found = new ArrayList<>();
    for (int task = 0; task < tasks(); task++) {
      found.add(new ArrayList<>());
    }
    for (int task = 0; task < tasks(); task++) {
      for (int need : needs[task]) {
        found.get(need).add(task);
      }
    }
    return found.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** What no order can beat: the work shared by all slots, the busiest thing. */
  long bound() {
    long[] load = new long[things];
    for (int task = 0; task < tasks(); task++) {
      for (int thing : alone[task]) {
        load[thing] += millis[task];
      }
    }
    long busiest = LongStream.of(load).max().orElse(0);
    return Math.max(busiest, Math.ceilDiv(LongStream.of(millis).sum(), (long) slots));
  }
}
