package dev.signalbox.scheduler.core.lookahead;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Runs a network as the scheduler would: whenever something ends, the first tasks of the order that
 * can start do start. One object runs many orders, without new memory.
 */
final class Greedy {
  private final Network network;
  private final int[][] dependents;
  private final int[] open;
  private final int[] used;
  private final int[] place;
  private final BitSet ready;
  private final LongHeap running;
  private long steps;

  Greedy(Network network) {
    this.network = network;
    this.dependents = network.dependents();
    this.open = new int[network.tasks()];
    this.used = new int[network.things()];
    this.place = new int[network.tasks()];
    this.ready = new BitSet(network.tasks());
    this.running = new LongHeap(network.tasks());
  }

  /** How many tasks were looked at in all runs. */
  long steps() {
    return steps;
  }

  /**
   * Returns when all is done.
   *
   * @param order the tasks, the most urgent first
   * @param ends is filled with the time that each task ends
   */
  long run(int[] order, long[] ends) {
    begin(order);
    int tasks = network.tasks();
    long now = 0;
    for (int done = 0; done < tasks; ) {
      start(order, now);
      now = running.first() / tasks;
      while (!running.isEmpty() && running.first() / tasks == now) {
        int task = (int) (running.remove() % tasks);
        ends[task] = now;
        end(task);
        done++;
      }
    }
    return now;
  }

  private void begin(int[] order) {
    Arrays.fill(used, 0);
    ready.clear();
    for (int at = 0; at < order.length; at++) {
      place[order[at]] = at;
    }
    for (int task = 0; task < open.length; task++) {
      open[task] = network.needs()[task].length;
      if (open[task] == 0) {
        ready.set(place[task]);
      }
    }
  }

  private void start(int[] order, long now) {
    int at = ready.nextSetBit(0);
    while (at >= 0 && running.size() < network.slots()) {
      int task = order[at];
      steps++;
      if (isFree(task)) {
        ready.clear(at);
        use(task, -1, 1);
        running.add((now + network.millis()[task]) * network.tasks() + task);
      }
      at = ready.nextSetBit(at + 1);
    }
  }

  private void end(int task) {
    use(task, 1, -1);
    for (int dependent : dependents[task]) {
      if (--open[dependent] == 0) {
        ready.set(place[dependent]);
      }
    }
  }

  private boolean isFree(int task) {
    for (int thing : network.alone()[task]) {
      if (used[thing] != 0) {
        return false;
      }
    }
    for (int thing : network.together()[task]) {
      if (used[thing] < 0) {
        return false;
      }
    }
    return true;
  }

  private void use(int task, int byOne, int byMany) {
    for (int thing : network.alone()[task]) {
      used[thing] += byOne;
    }
    for (int thing : network.together()[task]) {
      used[thing] += byMany;
    }
  }
}
