package dev.signalbox.worker.core.scaling;

/**
 * What a machine has to give, or the container in it, whichever is tighter. Negative numbers are
 * unknown and limit nothing.
 *
 * @param cpuPercent over a while, of what may be used
 * @param memoryPercent used, without what could be given back at once
 * @param memoryFreeBytes that could still be used
 * @param diskFreeBytes where the worktrees are
 */
public record Reading(
    double cpuPercent, double memoryPercent, long memoryFreeBytes, long diskFreeBytes) {

  /** Nothing is known. */
  public static final Reading UNKNOWN = new Reading(-1, -1, -1, -1);
}
