package dev.signalbox.worker.core.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.core.scaling.ContainerLimits.Cpu;
import dev.signalbox.worker.core.scaling.ContainerLimits.Memory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S0-23, S0-24, C31: a worker in a container sees its limits, not the machine's. */
class CgroupReaderTest {
  private static final long GIB = 1L << 30;
  private static final int PROCESSORS = 8;
  private static final String UNIFIED = "0::/\n";
  private static final String FORMER =
      """
      12:cpu,cpuacct:/docker/4f2a
      11:memory:/docker/4f2a
      3:cpuset:/docker/4f2a
      1:name=systemd:/docker/4f2a
      0::/
      """;

  @Test
  void aContainerOfVersionTwoHasItsQuotaAndItsMemoryWithoutUnusedFiles() {
    ContainerLimits limits =
        read(
            UNIFIED,
            Map.of(
                "/cpu.max", "150000 100000\n",
                "/cpu.stat", "usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\n",
                "/cpuset.cpus.effective", "0-7\n",
                "/memory.max", "2147483648\n",
                "/memory.current", "1610612736\n",
                "/memory.stat", "anon 1000000\nfile 600000000\ninactive_file 536870912\n"));
    assertThat(limits.cpus()).containsExactly(new Cpu("/", 1.5, 2_500_000_000L));
    assertThat(limits.memories()).containsExactly(new Memory("/", 2 * GIB, GIB));
    assertThat(limits.memories().getFirst().percent()).isEqualTo(50);
    assertThat(limits.memories().getFirst().freeBytes()).isEqualTo(GIB);
  }

  @Test
  void everyGroupAboveCountsToo() {
    ContainerLimits limits =
        read(
            "0::/system.slice/worker.service\n",
            Map.of(
                "/system.slice/worker.service/cpu.max", "max 100000\n",
                "/system.slice/worker.service/memory.max", "max\n",
                "/system.slice/worker.service/memory.current", "5000\n",
                "/system.slice/memory.max", "1073741824\n",
                "/system.slice/memory.current", "1000\n",
                "/system.slice/cpu.max", "50000 100000\n",
                "/system.slice/cpu.stat", "usage_usec 7\n"));
    assertThat(limits.cpus()).containsExactly(new Cpu("/system.slice", 0.5, 7_000));
    assertThat(limits.memories()).containsExactly(new Memory("/system.slice", GIB, 1_000));
  }

  @Test
  void aSetOfProcessorsIsALimit() {
    ContainerLimits limits =
        read(
            UNIFIED,
            Map.of(
                "/cpu.max", "400000 100000\n",
                "/cpu.stat", "usage_usec 1\n",
                "/cpuset.cpus.effective", "0-1,5\n"));
    assertThat(limits.cpus()).containsExactly(new Cpu("/", 3, 1_000));
  }

  @Test
  void aContainerOfVersionOneIsReadAtTheTopOfWhatItSees() {
    ContainerLimits limits =
        read(
            FORMER,
            Map.of(
                "/cpu/cpu.cfs_quota_us", "200000\n",
                "/cpu/cpu.cfs_period_us", "100000\n",
                "/cpuacct/cpuacct.usage", "34154743231587\n",
                "/memory/memory.limit_in_bytes", "1073741824\n",
                "/memory/memory.usage_in_bytes", "805306368\n",
                "/memory/memory.stat", "cache 1\ntotal_inactive_file 268435456\n"));
    assertThat(limits.cpus()).containsExactly(new Cpu("/", 2, 34_154_743_231_587L));
    assertThat(limits.memories()).containsExactly(new Memory("/memory/", GIB, GIB / 2));
  }

  @Test
  void versionOneWithoutLimitsLimitsNothing() {
    ContainerLimits limits =
        read(
            FORMER,
            Map.of(
                "/cpu/docker/4f2a/cpu.cfs_quota_us", "-1\n",
                "/cpu/docker/4f2a/cpu.cfs_period_us", "100000\n",
                "/cpuacct/docker/4f2a/cpuacct.usage", "1\n",
                "/cpuset/docker/4f2a/cpuset.cpus", "0-7\n",
                "/memory/docker/4f2a/memory.limit_in_bytes", "9223372036854771712\n",
                "/memory/docker/4f2a/memory.usage_in_bytes", "1\n"));
    assertThat(limits).isEqualTo(ContainerLimits.NONE);
  }

  @Test
  void whatIsNotThereOrUnreadableLimitsNothing() {
    assertThat(read("", Map.of())).isEqualTo(ContainerLimits.NONE);
    assertThat(
            read(
                UNIFIED,
                Map.of("/cpu.max", "often\n", "/memory.max", "\n", "/memory.current", "much\n")))
        .isEqualTo(ContainerLimits.NONE);
  }

  @Test
  void useIsMeasuredAgainstTheLimit() {
    Cpu before = new Cpu("/", 0.5, 1_000_000_000);
    assertThat(new Cpu("/", 0.5, 1_250_000_000).percentSince(before, 1_000_000_000)).isEqualTo(50);
    assertThat(new Cpu("/", 0.5, 9_000_000_000L).percentSince(before, 1_000_000_000))
        .isEqualTo(100);
    assertThat(before.percentSince(before, 0)).isZero();
  }

  private static ContainerLimits read(String processGroups, Map<String, String> files) {
    return new CgroupReader(
            path -> Optional.ofNullable(files.get(path)), processGroups, PROCESSORS, 64 * GIB)
        .read();
  }
}
