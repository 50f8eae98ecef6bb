package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.plan.Cost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a task is not running, as the deciding function itself says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(WaitReason.NeedsOpen.class),
  @Type(WaitReason.PathHeld.class),
  @Type(WaitReason.Reserved.class),
  @Type(WaitReason.CapReached.class),
  @Type(WaitReason.Backpressure.class),
  @Type(WaitReason.CostReached.class),
  @Type(WaitReason.NoRoom.class),
  @Type(WaitReason.NoFreeSlot.class),
  @Type(WaitReason.Pressure.class),
  @Type(WaitReason.Preempting.class),
  @Type(WaitReason.NoWorker.class),
  @Type(WaitReason.Recovering.class),
  @Type(WaitReason.BackoffUntil.class),
  @Type(WaitReason.Paused.class),
  @Type(WaitReason.Deadlock.class),
  @Type(NeedsPerson.class),
  @Type(WithPerson.class),
  @Type(WaitReason.Ended.class),
  @Type(WaitReason.Published.class),
  @Type(WaitReason.Free.class)
})
public sealed interface WaitReason
    permits WaitReason.NeedsOpen,
        WaitReason.PathHeld,
        WaitReason.Reserved,
        WaitReason.CapReached,
        WaitReason.Backpressure,
        WaitReason.CostReached,
        WaitReason.NoRoom,
        WaitReason.NoFreeSlot,
        WaitReason.Pressure,
        WaitReason.Preempting,
        WaitReason.NoWorker,
        WaitReason.Recovering,
        WaitReason.BackoffUntil,
        WaitReason.Paused,
        WaitReason.Deadlock,
        NeedsPerson,
        WithPerson,
        WaitReason.Ended,
        WaitReason.Published,
        WaitReason.Free {

  /** One sentence for people. */
  String sentence();

  /** The one task that it waits for, where there is such a one. */
  default Optional<TaskId> waitsFor() {
    return Optional.empty();
  }

  /** The one word for this kind of reason, as it stands in JSON and in metrics. */
  default String word() {
    return Objects.requireNonNull(getClass().getAnnotation(JsonTypeName.class), "named").value();
  }

  /** Needs that are not merged yet. */
  @JsonTypeName("needs")
  record NeedsOpen(List<TaskKey> open) implements WaitReason {
    public NeedsOpen {
      open = List.copyOf(open);
    }

    @Override
    public String sentence() {
      return "waits for " + String.join(", ", open.stream().map(TaskKey::value).toList());
    }
  }

  /**
   * A path is held by another task.
   *
   * @param since when the holder was published
   * @param expectedEnd when the holder should be over, by its estimate; absent when not known
   */
  @JsonTypeName("path")
  record PathHeld(String path, TaskId holder, Instant since, @Nullable Instant expectedEnd)
      implements WaitReason {
    @Override
    public Optional<TaskId> waitsFor() {
      return Optional.of(holder);
    }

    @Override
    public String sentence() {
      return named(path) + " is held by " + holder.key();
    }
  }

  /**
   * A path is kept for another task that has waited long enough.
   *
   * @param until when that task should be able to start; what ends before may still run
   */
  @JsonTypeName("reserved")
  record Reserved(String path, TaskId forTask, Instant until) implements WaitReason {
    @Override
    public Optional<TaskId> waitsFor() {
      return Optional.of(forTask);
    }

    @Override
    public String sentence() {
      return named(path) + " is reserved for " + forTask.key();
    }
  }

  /** A limit of the plan or the system is used up. */
  @JsonTypeName("cap")
  record CapReached(String scope, int used, int max) implements WaitReason {
    @Override
    public String sentence() {
      return scope + " limit reached: " + used + "/" + max;
    }
  }

  /**
   * So much finished work waits for its merge that nothing new is started.
   *
   * @param waiting attempts that verify or merge into the branch
   * @param expected how long the last of them will wait
   */
  @JsonTypeName("backpressure")
  record Backpressure(String branch, int waiting, Duration expected) implements WaitReason {
    @Override
    public String sentence() {
      long minutes = expected.toMinutes();
      return waiting + " merges into " + branch + " are waiting, about " + minutes + " min";
    }
  }

  /** The plan has cost as much as it may; nothing new of it is started. */
  @JsonTypeName("cost")
  record CostReached(Cost spent, Cost max) implements WaitReason {
    @Override
    public String sentence() {
      return "the plan has cost " + spent + " of at most " + max;
    }
  }

  /** A worker had not the disk space for the task's files; it is tried again then. */
  @JsonTypeName("disk")
  record NoRoom(WorkerId worker, long requiredBytes, long availableBytes, Instant until)
      implements WaitReason {
    @Override
    public String sentence() {
      return "%s has too little disk space: %d bytes are required, %d available"
          .formatted(worker, requiredBytes, availableBytes);
    }
  }

  /** All slots of the workers are taken. */
  @JsonTypeName("slots")
  record NoFreeSlot(int used, int max) implements WaitReason {
    @Override
    public String sentence() {
      return "all worker slots are busy: " + used + "/" + max;
    }
  }

  /**
   * The machines of the workers are loaded, so they offer fewer slots than they have.
   *
   * @param cpu of the most loaded machine, in percent; negative when unknown
   * @param memory of the most loaded machine, in percent; negative when unknown
   * @param allowed slots that may be used now
   * @param of slots there would be without load
   * @param why the word of the worker that offers least; empty when it gave none
   */
  @JsonTypeName("pressure")
  record Pressure(double cpu, double memory, int allowed, int of, String why)
      implements WaitReason {
    public Pressure {
      why = Objects.requireNonNullElse(why, "");
    }

    @Override
    public String sentence() {
      String load = "cpu " + Math.round(cpu) + " %, memory " + Math.round(memory) + " %";
      String cause = why.isEmpty() ? "workers are loaded (" + load + ")" : why;
      return cause + ": " + allowed + " of " + of + " slots allowed";
    }
  }

  /** A less urgent task is being stopped to make room. */
  @JsonTypeName("preempting")
  record Preempting(TaskId victim) implements WaitReason {
    @Override
    public Optional<TaskId> waitsFor() {
      return Optional.of(victim);
    }

    @Override
    public String sentence() {
      return "waits for " + victim.key() + " to be stopped";
    }
  }

  /** No living worker serves the task's lane. */
  @JsonTypeName("worker")
  record NoWorker(String lane) implements WaitReason {
    @Override
    public String sentence() {
      return "no worker for lane " + lane;
    }
  }

  /** The lock-service lost claims, and their holders set them up again until then. */
  @JsonTypeName("recovering")
  record Recovering(Instant until) implements WaitReason {
    @Override
    public String sentence() {
      return "the lock-service is recovering until " + until;
    }
  }

  /** The task failed, or something else, which is named, was in its way; it is tried again. */
  @JsonTypeName("backoff")
  record BackoffUntil(Instant until, @Nullable String why) implements WaitReason {
    @Override
    public String sentence() {
      return (why == null ? "" : why + "; ") + "tried again at " + until;
    }
  }

  /** The plan, or the task, is paused. */
  @JsonTypeName("paused")
  record Paused(String by) implements WaitReason {
    @Override
    public String sentence() {
      return "paused" + (by.isEmpty() ? "" : ": " + by);
    }
  }

  /** Each of these tasks waits for the next, the last for the first; one is being stopped. */
  @JsonTypeName("deadlock")
  record Deadlock(List<TaskId> cycle) implements WaitReason {
    public Deadlock {
      cycle = List.copyOf(cycle);
    }

    @Override
    public String sentence() {
      List<String> keys = cycle.stream().map(task -> task.key().value()).toList();
      return "deadlock: " + String.join(" waits for ", keys) + " waits for " + keys.getFirst();
    }
  }

  /** The task is in a final state; the text says how it came there. */
  @JsonTypeName("ended")
  record Ended(TaskState state, String why) implements WaitReason {
    @Override
    public String sentence() {
      return why;
    }
  }

  /** An attempt is with the workers. */
  @JsonTypeName("published")
  record Published(TaskState state) implements WaitReason {
    @Override
    public String sentence() {
      return "attempt is " + state.name().toLowerCase(Locale.ROOT);
    }
  }

  private static String named(String path) {
    return path.isEmpty() ? "the whole repository" : path;
  }

  /** Nothing is in the way: it is published with the next decision. */
  @JsonTypeName("free")
  record Free() implements WaitReason {
    @Override
    public String sentence() {
      return "free to run";
    }
  }
}
