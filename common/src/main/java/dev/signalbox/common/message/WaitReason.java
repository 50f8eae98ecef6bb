package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Why a task is not running, as the deciding function itself says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(WaitReason.NeedsOpen.class),
  @Type(WaitReason.PathHeld.class),
  @Type(WaitReason.CapReached.class),
  @Type(WaitReason.NoFreeSlot.class),
  @Type(WaitReason.NoWorker.class),
  @Type(WaitReason.BackoffUntil.class),
  @Type(WaitReason.Paused.class),
  @Type(WaitReason.Ended.class),
  @Type(WaitReason.Published.class),
  @Type(WaitReason.Free.class)
})
public sealed interface WaitReason {

  /** One sentence for people. */
  String sentence();

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

  /** A path is held by another task. */
  @JsonTypeName("path")
  record PathHeld(String path, TaskId holder, Instant since) implements WaitReason {
    @Override
    public String sentence() {
      String what = path.isEmpty() ? "the whole repository" : path;
      return what + " is held by " + holder.key();
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

  /** All slots of the workers are taken. */
  @JsonTypeName("slots")
  record NoFreeSlot(int used, int max) implements WaitReason {
    @Override
    public String sentence() {
      return "all worker slots are busy: " + used + "/" + max;
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

  /** The task failed and is tried again later. */
  @JsonTypeName("backoff")
  record BackoffUntil(Instant until) implements WaitReason {
    @Override
    public String sentence() {
      return "tried again at " + until;
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

  /** The task is in a final state, or waits for a person; the text says how it came there. */
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

  /** Nothing is in the way: it is published with the next decision. */
  @JsonTypeName("free")
  record Free() implements WaitReason {
    @Override
    public String sentence() {
      return "free to run";
    }
  }
}
