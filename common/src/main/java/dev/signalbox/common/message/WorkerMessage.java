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
import java.util.Map;
import java.util.Objects;
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
   * @param allowance how it comes to that many slots; never absent once read
   * @param profile what it is; never absent once read
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
      long diskFreeBytes,
      Allowance allowance,
      Profile profile)
      implements WorkerMessage {
    public Heartbeat {
      capacity = Math.max(capacity, slots);
      allowance = Objects.requireNonNullElse(allowance, Allowance.unlimited(capacity));
      profile = Objects.requireNonNullElse(profile, Profile.PLAIN);
      skills = List.copyOf(skills);
      running = List.copyOf(running);
    }
  }

  /**
   * How a worker comes to the number of its slots.
   *
   * @param ceiling the most slots that the load of its machine allows
   * @param reason why it offers fewer slots than it has, for people; empty when it offers all
   * @param draining whether it takes nothing new, because it was told so or ends
   * @param memoryFreeBytes of the machine or of its container; negative when unknown
   */
  record Allowance(int ceiling, String reason, boolean draining, long memoryFreeBytes) {
    public Allowance {
      reason = Objects.requireNonNullElse(reason, "");
    }

    /** All slots, of a machine that nothing is known of. */
    public static Allowance unlimited(int slots) {
      return new Allowance(slots, "", false, -1);
    }
  }

  /** What kind of worker it is. */
  enum Kind {
    /** Runs the commands of plans. */
    WORKER,
    /** Runs the commands of plans, which are given to an AI agent. */
    AGENT,
    /** A program of the user's, known by its registration. */
    SCRIPT,
    /** A person, known by a registration. */
    PERSON
  }

  /**
   * What a worker is, for people.
   *
   * @param name for people; empty when its id says enough
   * @param metadata anything, such as {@code githubUsername} or {@code agentType}
   */
  record Profile(Kind kind, String name, Map<String, String> metadata) {
    /** A worker that says nothing of itself. */
    public static final Profile PLAIN = new Profile(Kind.WORKER, "", Map.of());

    public Profile {
      kind = Objects.requireNonNullElse(kind, Kind.WORKER);
      name = Objects.requireNonNullElse(name, "");
      metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
    }
  }

  /** The worker leaves in order, holding nothing. */
  @JsonTypeName("worker.left")
  record Left(UUID id, Instant at, WorkerId worker, UUID instance) implements WorkerMessage {}
}
