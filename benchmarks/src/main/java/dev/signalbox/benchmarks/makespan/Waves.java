package dev.signalbox.benchmarks.makespan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The same plan with a barrier after every wave, as schedulers run it that start a wave when the
 * last task of the one before is done. Inside a wave the longest task goes first, or the first one
 * written; whichever is faster counts.
 */
final class Waves {

  private record Running(long end, int task) {}

  private final Dag dag;
  private final int slots;

  Waves(Dag dag, int slots) {
    this.dag = dag;
    this.slots = slots;
  }

  long makespan() {
    Comparator<Integer> written = Comparator.naturalOrder();
    Comparator<Integer> longest = Comparator.comparingLong(task -> -dag.millis()[task]);
    return Math.min(makespan(written), makespan(longest));
  }

  private long makespan(Comparator<Integer> order) {
    int[] waves = dag.waves();
    long now = 0;
    List<Integer> wave = new ArrayList<>();
    for (int number = 0; number == 0 || !wave.isEmpty(); number++) {
      wave.clear();
      for (int task = 0; task < dag.tasks(); task++) {
        if (waves[task] == number) {
          wave.add(task);
        }
      }
      wave.sort(order);
      now = run(new ArrayList<>(wave), now);
    }
    return now;
  }

  private long run(List<Integer> wave, long from) {
    PriorityQueue<Running> running =
        new PriorityQueue<>(Comparator.comparingLong(Running::end).thenComparingInt(Running::task));
    Set<Integer> held = new HashSet<>();
    long now = from;
    while (!wave.isEmpty() || !running.isEmpty()) {
      start(wave, running, held, now);
      Running done = running.remove();
      now = done.end();
      for (int file : dag.writes()[done.task()]) {
        held.remove(file);
      }
    }
    return now;
  }

  private void start(
      List<Integer> wave, PriorityQueue<Running> running, Set<Integer> held, long now) {
    for (Integer task : List.copyOf(wave)) {
      int[] files = dag.writes()[task];
      boolean free = Arrays.stream(files).noneMatch(held::contains);
      if (free && running.size() < slots) {
        wave.remove(task);
        for (int file : files) {
          held.add(file);
        }
        running.add(new Running(now + dag.millis()[task], task));
      }
    }
  }
}
