package dev.signalbox.common.analysis;

/**
 * Some tasks, numbered one after another, that all tasks are compared with at once: memory then
 * grows with the plan and not with its square.
 */
record Block(int first) {
  static final int WIDTH = 1024;

  boolean has(int task) {
    return task >= first && task - first < WIDTH;
  }

  int column(int task) {
    return task - first;
  }

  int task(int column) {
    return first + column;
  }

  /** The end of the block, or of the plan. */
  int end(int tasks) {
    return Math.min(first + WIDTH, tasks);
  }
}
