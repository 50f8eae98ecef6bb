package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.core.WorkerRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A worker as it is shown.
 *
 * @param state {@code live}, {@code silent} (its lease ran out) or {@code gone} (it left)
 * @param running its attempts, as {@code plan/key#number}
 * @param cpuPercent of the whole machine; negative when unknown
 * @param memoryPercent of the whole machine; negative when unknown
 */
public record WorkerView(
    String worker,
    UUID instance,
    String state,
    String host,
    long pid,
    int slots,
    List<String> skills,
    List<String> running,
    double cpuPercent,
    double memoryPercent,
    long diskFreeBytes,
    double leaseSeconds,
    Instant firstSeen,
    Instant lastSeen) {

  static WorkerView of(WorkerRow row, Instant now) {
    return new WorkerView(
        row.worker().value(),
        row.instance(),
        stateOf(row, now),
        row.host(),
        row.pid(),
        row.slots(),
        row.skills(),
        row.running(),
        row.cpuPercent(),
        row.memoryPercent(),
        row.diskFreeBytes(),
        row.lease().toMillis() / 1000.0,
        row.firstSeen(),
        row.lastSeen());
  }

  static String stateOf(WorkerRow row, Instant now) {
    if (row.isLive(now)) {
      return "live";
    }
    return row.gone() ? "gone" : "silent";
  }
}
