package dev.signalbox.worker.adapter.machine;

import dev.signalbox.worker.core.scaling.CgroupReader;
import dev.signalbox.worker.core.scaling.ContainerLimits;
import dev.signalbox.worker.core.scaling.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;

/**
 * How busy the machine is, or the container in it: whichever leaves less. Not for more than one
 * thread.
 */
public final class MachineLoad {

  private static final double PERCENT = 100;
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final Path OWN_GROUPS = Path.of("/proc/self/cgroup");

  private final CentralProcessor processor;
  private final GlobalMemory memory;
  private final CgroupReader groups;
  private final Path disk;
  private long[] ticks;
  private List<ContainerLimits.Cpu> used;
  private long lookedAt;

  /**
   * @param disk a path on the disk that counts
   */
  public MachineLoad(Path disk) {
    SystemInfo system = new SystemInfo();
    this.processor = system.getHardware().getProcessor();
    this.memory = system.getHardware().getMemory();
    this.groups =
        new CgroupReader(
            name -> text(GROUPS.resolve(name.substring(1))),
            text(OWN_GROUPS).orElse(""),
            processor.getLogicalProcessorCount(),
            memory.getTotal());
    this.disk = disk;
    this.ticks = processor.getSystemCpuLoadTicks();
    this.used = groups.read().cpus();
    this.lookedAt = System.nanoTime();
  }

  /** Reads all; the processor's share is that since the last reading. */
  public Reading read() {
    ContainerLimits limits = groups.read();
    double used = PERCENT * (memory.getTotal() - memory.getAvailable()) / memory.getTotal();
    double percent = used;
    long free = memory.getAvailable();
    for (ContainerLimits.Memory limit : limits.memories()) {
      percent = Math.max(percent, limit.percent());
      free = Math.min(free, limit.freeBytes());
    }
    return new Reading(cpu(limits.cpus()), percent, free, disk.toFile().getUsableSpace());
  }

  private double cpu(List<ContainerLimits.Cpu> now) {
    long at = System.nanoTime();
    double percent = processor.getSystemCpuLoadBetweenTicks(ticks) * PERCENT;
    for (ContainerLimits.Cpu group : now) {
      percent = Math.max(percent, since(group, at - lookedAt));
    }
    ticks = processor.getSystemCpuLoadTicks();
    used = now;
    lookedAt = at;
    return percent;
  }

  private double since(ContainerLimits.Cpu group, long elapsed) {
    return used.stream()
        .filter(before -> before.group().equals(group.group()))
        .mapToDouble(before -> group.percentSince(before, elapsed))
        .max()
        .orElse(0);
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
