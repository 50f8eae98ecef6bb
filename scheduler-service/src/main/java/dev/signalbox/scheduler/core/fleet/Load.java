package dev.signalbox.scheduler.core.fleet;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WorkerMessage;

/**
 * How loaded machines are, as their workers say.
 *
 * @param capacity slots there would be without load
 * @param cpu of the most loaded machine, in percent; negative when unknown
 * @param memory of the most loaded machine, in percent; negative when unknown
 * @param withheld slots that the worker withholds whose word is given
 * @param why the word of the worker that withholds most; empty when none does
 */
record Load(int capacity, double cpu, double memory, int withheld, String why) {
  static Load none(int capacity) {
    return new Load(capacity, -1, -1, 0, "");
  }

  static Load of(WorkerId worker, WorkerMessage.Heartbeat beat) {
    String reason = beat.allowance().reason();
    return new Load(
        beat.capacity(),
        beat.cpuPercent(),
        beat.memoryPercent(),
        beat.capacity() - beat.slots(),
        reason.isEmpty() ? "" : worker + ": " + reason);
  }

  Load and(Load other) {
    boolean others = other.withheld > withheld;
    return new Load(
        capacity + other.capacity,
        Math.max(cpu, other.cpu),
        Math.max(memory, other.memory),
        others ? other.withheld : withheld,
        others ? other.why : why);
  }
}
