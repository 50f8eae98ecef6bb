package dev.signalbox.worker.adapter.machine;

import java.nio.file.Path;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;

/** How busy the machine is. */
public final class MachineLoad {

  private static final double PERCENT = 100;

  private final CentralProcessor processor;
  private final GlobalMemory memory;
  private final Path disk;
  private long[] ticks;

  /**
   * A reading.
   *
   * @param cpuPercent since the last one
   */
  public record Reading(double cpuPercent, double memoryPercent, long diskFreeBytes) {}

  /**
   * @param disk a path on the disk that counts
   */
  public MachineLoad(Path disk) {
    SystemInfo system = new SystemInfo();
    this.processor = system.getHardware().getProcessor();
    this.memory = system.getHardware().getMemory();
    this.disk = disk;
    this.ticks = processor.getSystemCpuLoadTicks();
  }

  /** Reads all three. */
  public synchronized Reading read() {
    double cpu = processor.getSystemCpuLoadBetweenTicks(ticks) * PERCENT;
    ticks = processor.getSystemCpuLoadTicks();
    double used = PERCENT * (memory.getTotal() - memory.getAvailable()) / memory.getTotal();
    return new Reading(cpu, used, disk.toFile().getUsableSpace());
  }
}
