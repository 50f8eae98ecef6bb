package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WorkerMessage.Allowance;
import dev.signalbox.common.message.WorkerMessage.Heartbeat;
import dev.signalbox.common.message.WorkerMessage.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker as it last described itself.
 *
 * @param running its attempts, as {@code plan/key#number}
 * @param gone whether it said that it leaves
 */
public record WorkerRow(
    WorkerId worker,
    UUID instance,
    String host,
    long pid,
    int slots,
    List<String> skills,
    List<String> running,
    Duration lease,
    double cpuPercent,
    double memoryPercent,
    long diskFreeBytes,
    Instant firstSeen,
    Instant lastSeen,
    boolean gone,
    int capacity,
    Allowance allowance,
    Profile profile) {

  public WorkerRow {
    skills = List.copyOf(skills);
    running = List.copyOf(running);
  }

  static WorkerRow of(Heartbeat beat, @Nullable WorkerRow before) {
    return new WorkerRow(
        beat.worker(),
        beat.instance(),
        beat.host(),
        beat.pid(),
        beat.slots(),
        beat.skills(),
        beat.running().stream().map(WorkerRow::name).toList(),
        beat.lease(),
        beat.cpuPercent(),
        beat.memoryPercent(),
        beat.diskFreeBytes(),
        before == null ? beat.at() : before.firstSeen(),
        beat.at(),
        false,
        beat.capacity(),
        beat.allowance(),
        beat.profile());
  }

  WorkerRow left(Instant at) {
    return new WorkerRow(
        worker,
        instance,
        host,
        pid,
        slots,
        skills,
        List.of(),
        lease,
        cpuPercent,
        memoryPercent,
        diskFreeBytes,
        firstSeen,
        at,
        true,
        capacity,
        allowance,
        profile);
  }

  /** Whether it counts as living: it did not leave, and its lease has not run out. */
  public boolean isLive(Instant now) {
    return !gone && lastSeen.plus(lease).isAfter(now);
  }

  /** What it does: S2-12's words, and what becomes of it when it takes nothing new. */
  public String status(Instant now) {
    if (!isLive(now)) {
      return "offline";
    }
    if (allowance.draining()) {
      return "draining";
    }
    return running.isEmpty() ? "idle" : "working";
  }

  /** The slots of all that live. */
  public static int liveSlots(Iterable<WorkerRow> workers, Instant now) {
    int slots = 0;
    for (WorkerRow worker : workers) {
      slots += worker.isLive(now) ? worker.slots() : 0;
    }
    return slots;
  }

  private static String name(AttemptRef attempt) {
    return attempt.task() + "#" + attempt.number();
  }
}
