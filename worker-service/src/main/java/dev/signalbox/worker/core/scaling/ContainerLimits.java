package dev.signalbox.worker.core.scaling;

import java.util.List;

/**
 * What the control groups around a process allow and what is used of it. A process is in a group
 * and in all groups above that one; each that limits something is listed.
 */
public record ContainerLimits(List<Cpu> cpus, List<Memory> memories) {

  /** No limits: the machine is all there is. */
  public static final ContainerLimits NONE = new ContainerLimits(List.of(), List.of());

  /**
   * A limit of processor time.
   *
   * @param group that has the limit
   * @param processors that may be used, whole and parts
   * @param usedNanos of processor time since the group began
   */
  public record Cpu(String group, double processors, long usedNanos) {

    /** The share that was used since an earlier look, in percent. */
    public double percentSince(Cpu before, long elapsedNanos) {
      double used = usedNanos - before.usedNanos;
      return elapsedNanos <= 0 ? 0 : Math.clamp(100 * used / (elapsedNanos * processors), 0, 100);
    }
  }

  /**
   * A limit of memory.
   *
   * @param usedBytes without files that were read and are not in use
   */
  public record Memory(String group, long limitBytes, long usedBytes) {

    public double percent() {
      return 100.0 * usedBytes / limitBytes;
    }

    public long freeBytes() {
      return limitBytes - usedBytes;
    }
  }

  public ContainerLimits {
    cpus = List.copyOf(cpus);
    memories = List.copyOf(memories);
  }
}
