package dev.signalbox.common.analysis;

import dev.signalbox.common.plan.PlanGraph;

/** Which tasks of a block come before or after each task of the plan, because of needs. */
final class Reach {
  private final Block block;
  private final BitRows before;
  private final BitRows after;

  Reach(PlanGraph graph, int[] order, Block block) {
    this.block = block;
    this.before = new BitRows(graph.size(), Block.WIDTH);
    this.after = new BitRows(graph.size(), Block.WIDTH);
    for (int task : order) {
      for (int need : graph.needs(task)) {
        add(before, task, need);
      }
    }
    for (int at = order.length - 1; at >= 0; at--) {
      for (int dependent : graph.dependents(order[at])) {
        add(after, order[at], dependent);
      }
    }
  }

  /** The tasks of the block that are before or after the task, 64 of them. */
  long ordered(int task, int word) {
    return before.word(task, word) | after.word(task, word);
  }

  private void add(BitRows rows, int task, int neighbour) {
    rows.add(task, neighbour);
    if (block.has(neighbour)) {
      rows.set(task, block.column(neighbour));
    }
  }
}
