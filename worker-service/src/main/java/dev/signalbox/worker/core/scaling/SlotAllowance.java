package dev.signalbox.worker.core.scaling;

/**
 * How many slots may be in use.
 *
 * @param slots attempts that may run at once; what runs beyond them runs on
 * @param ceiling the most that the load allows, whatever was stepped down below it
 * @param starts what may be started
 * @param reason why it is not everything, for people; empty when it is
 */
public record SlotAllowance(int slots, int ceiling, Starts starts, String reason) {

  /** What may be started while fewer run than there are slots. */
  public enum Starts {
    /** Anything. */
    ANY,
    /** One, when nothing runs: the machine is full. */
    FIRST,
    /** Nothing: the disk is full. */
    NONE
  }

  /** All slots. */
  public static SlotAllowance all(int slots) {
    return new SlotAllowance(slots, slots, Starts.ANY, "");
  }

  /** Whether another attempt may start beside those that run. */
  public boolean admits(int running) {
    return running < offered(running);
  }

  /** How many attempts there may be while so many run: those, and what may start. */
  public int offered(int running) {
    return switch (starts) {
      case ANY -> slots;
      case FIRST -> Math.min(slots, Math.max(1, running));
      case NONE -> Math.min(slots, running);
    };
  }
}
