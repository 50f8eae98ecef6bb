package dev.signalbox.simulator;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.scheduler.core.schedule.SavedAttempt;
import dev.signalbox.scheduler.core.schedule.SavedPlan;
import dev.signalbox.scheduler.core.schedule.SavedTask;
import dev.signalbox.scheduler.core.schedule.Waiting;
import java.time.Instant;
import java.util.List;

/** I3: whoever waits after a decision has a reason, and it is true. */
final class ReasonsCheck {
  private final World world;

  ReasonsCheck(World world) {
    this.world = world;
  }

  /** By the scheduler's own clock, which may be wrong: what it decided by. */
  void check(Core core, List<SavedAttempt> open, Instant decided) {
    for (SavedPlan plan : world.store.plans()) {
      if (core.hasPlan(plan.setup().id())) {
        for (Waiting waiting : core.waits(plan.setup().id(), decided)) {
          check(waiting, open);
        }
      }
    }
  }

  private void check(Waiting waiting, List<SavedAttempt> open) {
    WaitReason reason = waiting.reason();
    TaskId task = waiting.task();
    Safety.require(
        !(reason instanceof WaitReason.Free),
        () -> "I3: " + task + " is free and was not published");
    if (reason instanceof WaitReason.PathHeld held) {
      SavedTask saved = world.store.task(task);
      boolean isOut = open.stream().anyMatch(other -> other.ref().task().equals(held.holder()));
      Safety.require(
          isOut || saved.deferredOn() != null,
          () -> "I3: " + task + " waits for " + held.holder() + ", which holds nothing");
    } else if (reason instanceof WaitReason.NeedsOpen needs) {
      for (TaskKey need : needs.open()) {
        TaskState state = world.safety.state(new TaskId(task.plan(), need));
        Safety.require(
            state != TaskState.COMPLETED,
            () -> "I3: " + task + " waits for " + need + ", which is merged");
      }
    }
  }
}
