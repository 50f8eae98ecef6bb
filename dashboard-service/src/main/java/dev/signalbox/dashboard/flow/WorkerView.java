package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.core.WorkerRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A worker as it is shown.
 *
 * @param state {@code live}, {@code silent} (its lease ran out) or {@code gone} (it left)
 * @param running its attempts, as {@code plan/key#number}
 * @param cpuPercent of the whole machine; negative when unknown
 * @param memoryPercent of the whole machine; negative when unknown
 * @param slots that may be used now
 * @param status {@code idle}, {@code working}, {@code draining} or {@code offline}
 * @param kind {@code worker}, {@code agent}, {@code script} or {@code person}
 * @param capacity slots there would be without load
 * @param ceiling the most that the load of its machine allows
 * @param reason why it offers fewer slots than it has; empty when it offers all
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
    Instant lastSeen,
    String status,
    String kind,
    String name,
    int capacity,
    int ceiling,
    String reason,
    long memoryFreeBytes,
    Map<String, String> metadata) {

  public WorkerView {
    metadata = Map.copyOf(metadata);
  }

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
        row.lastSeen(),
        row.status(now),
        row.profile().kind().name().toLowerCase(Locale.ROOT),
        row.profile().name(),
        row.capacity(),
        row.allowance().ceiling(),
        row.allowance().reason(),
        row.allowance().memoryFreeBytes(),
        row.profile().metadata());
  }

  static String stateOf(WorkerRow row, Instant now) {
    if (row.isLive(now)) {
      return "live";
    }
    return row.gone() ? "gone" : "silent";
  }
}
