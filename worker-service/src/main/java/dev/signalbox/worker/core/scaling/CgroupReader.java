package dev.signalbox.worker.core.scaling;

import dev.signalbox.worker.core.scaling.ContainerLimits.Cpu;
import dev.signalbox.worker.core.scaling.ContainerLimits.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the limits of the control groups of Linux, of version 1 and 2 and of both at once. Where a
 * container does not see its own group's path, the top of what it sees is its group.
 */
public final class CgroupReader {

  private static final String TOP = "/";
  private static final long NANOS_PER_MICRO = 1_000;

  private final Function<String, Optional<String>> files;
  private final Map<String, String> paths;
  private final int processors;
  private final long memoryBytes;

  /**
   * @param files gives the text of a file under the groups' mount, if it is there
   * @param processGroups the text of {@code /proc/self/cgroup}
   * @param processors of the machine
   * @param memoryBytes of the machine; a limit above it is none
   */
  public CgroupReader(
      Function<String, Optional<String>> files,
      String processGroups,
      int processors,
      long memoryBytes) {
    this.files = files;
    this.paths = CgroupText.paths(processGroups);
    this.processors = processors;
    this.memoryBytes = memoryBytes;
  }

  /** The limits and the use of them now. */
  public ContainerLimits read() {
    List<Cpu> cpus = new ArrayList<>();
    List<Memory> memories = new ArrayList<>();
    levels("")
        .forEach(level -> {
          unifiedCpu(level).ifPresent(cpus::add);
          unifiedMemory(level).ifPresent(memories::add);
        });
    levels("cpu").forEach(level -> formerCpu(level).ifPresent(cpus::add));
    levels("memory").forEach(level -> formerMemory(level).ifPresent(memories::add));
    return new ContainerLimits(cpus, memories);
  }

  private Optional<Cpu> unifiedCpu(String level) {
    double quota = text(level, "cpu.max").map(CgroupText::quota).orElse(Double.MAX_VALUE);
    double allowed = Math.min(quota, allowed(text(level, "cpuset.cpus.effective")));
    return limited(allowed)
        ? text(level, "cpu.stat")
            .flatMap(stat -> CgroupText.value(stat, "usage_usec"))
            .map(micros -> new Cpu(level, allowed, micros * NANOS_PER_MICRO))
        : Optional.empty();
  }

  private Optional<Cpu> formerCpu(String level) {
    Optional<Long> quota = number("/cpu" + level, "cpu.cfs_quota_us").filter(micros -> micros > 0);
    Optional<Long> period = number("/cpu" + level, "cpu.cfs_period_us");
    double share =
        quota.flatMap(micros -> period.map(of -> (double) micros / of)).orElse(Double.MAX_VALUE);
    double allowed = Math.min(share, allowed(text("/cpuset" + level, "cpuset.cpus")));
    return limited(allowed)
        ? number("/cpuacct" + level, "cpuacct.usage").map(used -> new Cpu(level, allowed, used))
        : Optional.empty();
  }

  private Optional<Memory> unifiedMemory(String level) {
    return memory(level, text(level, "memory.max"), text(level, "memory.current"), "inactive_file");
  }

  private Optional<Memory> formerMemory(String level) {
    String folder = "/memory" + level;
    return memory(
        folder,
        text(folder, "memory.limit_in_bytes"),
        text(folder, "memory.usage_in_bytes"),
        "total_inactive_file");
  }

  private Optional<Memory> memory(
      String folder, Optional<String> limit, Optional<String> used, String reclaimable) {
    Optional<Long> bytes = limit.flatMap(CgroupText::number).filter(max -> max < memoryBytes);
    Optional<Long> usage = used.flatMap(CgroupText::number);
    long inactive =
        text(folder, "memory.stat").flatMap(stat -> CgroupText.value(stat, reclaimable)).orElse(0L);
    return bytes
        .filter(max -> max > 0)
        .flatMap(max -> usage.map(all -> new Memory(folder, max, Math.max(0, all - inactive))));
  }

  private double allowed(Optional<String> set) {
    return set.map(CgroupText::processors).filter(count -> count > 0).orElse(processors);
  }

  private boolean limited(double allowed) {
    return allowed < processors;
  }

  /** The group of a controller and all above it. */
  private Stream<String> levels(String controller) {
    String path = paths.get(controller);
    if (path == null) {
      return Stream.empty();
    }
    return Stream.concat(
        Stream.iterate(
            path, level -> level.length() > 1, level -> level.substring(0, level.lastIndexOf('/'))),
        Stream.of(TOP));
  }

  private Optional<Long> number(String folder, String name) {
    return text(folder, name).flatMap(CgroupText::number);
  }

  private Optional<String> text(String folder, String name) {
    return files.apply(folder.endsWith(TOP) ? folder + name : folder + TOP + name);
  }
}
