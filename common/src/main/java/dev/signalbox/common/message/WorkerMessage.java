package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The signs of life of workers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@Type(WorkerMessage.Heartbeat.class), @Type(WorkerMessage.Left.class)})
public sealed interface WorkerMessage extends Message {

  WorkerId worker();

  /** Tells starts of one worker apart: another instance means that the former one is dead. */
  UUID instance();

  /**
   * The worker lives. The first one is its registration.
   *
   * @param slots how many attempts it may run now
   * @param capacity how many it could run if its machine were idle; never fewer than {@code slots}
   * @param running the attempts it holds now
   * @param lease how long it may be silent before it counts as dead
   * @param cpuPercent of the whole machine, 0 to 100; negative when unknown
   * @param memoryPercent of the whole machine, 0 to 100; negative when unknown
   * @param diskFreeBytes where its worktrees are
   */
  @JsonTypeName("worker.heartbeat")
  record Heartbeat(
      UUID id,
      Instant at,
      WorkerId worker,
      UUID instance,
      String host,
      long pid,
      int slots,
      int capacity,
      List<String> skills,
      List<AttemptRef> running,
      Duration lease,
      double cpuPercent,
      double memoryPercent,
      long diskFreeBytes)
      implements WorkerMessage {
    public Heartbeat {
      capacity = Math.max(capacity, slots);
      skills = List.copyOf(skills);
      running = List.copyOf(running);
    }
  }

  /** The worker leaves in order, holding nothing. */
  @JsonTypeName("worker.left")
  record Left(UUID id, Instant at, WorkerId worker, UUID instance) implements WorkerMessage {}
}
