package dev.signalbox.scheduler.core.fleet;

/**
 * How loaded machines are, as their workers say.
 *
 * @param capacity slots there would be without load
 * @param cpu of the most loaded machine, in percent; negative when unknown
 * @param memory of the most loaded machine, in percent; negative when unknown
 */
record Load(int capacity, double cpu, double memory) {
  static Load none(int capacity) {
    return new Load(capacity, -1, -1);
  }

  Load and(Load other) {
    return new Load(
        capacity + other.capacity, Math.max(cpu, other.cpu), Math.max(memory, other.memory));
  }
}
