package dev.signalbox.simulator;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.schedule.SavedPlan;
import dev.signalbox.scheduler.core.schedule.SavedTask;
import dev.signalbox.scheduler.core.schedule.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be so when nothing goes wrong any more and nothing is left to do. */
final class FinalCheck {
  private final World world;

  FinalCheck(World world) {
    this.world = world;
  }

  /** Whether every task came to its end, or to a person. */
  boolean isOver() {
    return world.store.openAttempts().isEmpty()
        && !world.store.tasks().isEmpty()
        && world.store.tasks().stream().allMatch(FinalCheck::isOver);
  }

  void check(int plans) {
    Safety.require(
        world.store.plans().size() == plans,
        () -> "I3: " + plans + " plans were submitted, stored are " + world.store.plans().size());
    Safety.require(isOver(), () -> "I7: time is up and there is work left: " + left());
    merges();
    reachable();
    Safety.require(
        world.scheduler().fleet().out() == 0,
        () ->
            "I7: the fleet counts " + world.scheduler().fleet().out() + " attempts that are over");
    for (SavedTask task : world.store.tasks()) {
      TaskState shown = world.dashboard.state(task.id());
      Safety.require(
          shown == task.state(),
          () -> "I6: " + task.id() + " is " + task.state() + ", shown " + shown);
    }
  }

  /** What lies in a slot is kept when its worker comes back. */
  private void reachable() {
    List<String> lost = new ArrayList<>(world.repository.unreachable());
    world.workers.forEach(worker -> lost.removeAll(worker.heads()));
    Safety.require(lost.isEmpty(), () -> "I5: nothing reaches " + lost);
  }

  private void merges() {
    Set<TaskId> merged =
        world.repository.merged().stream()
            .map(commit -> commit.attempt().task())
            .collect(Collectors.toSet());
    for (SavedTask task : world.store.tasks()) {
      boolean completed = task.state() == TaskState.COMPLETED;
      Safety.require(
          completed || !merged.contains(task.id()) || !world.safety.isSaid(task.id()),
          () -> "I2: " + task.id() + " is merged and " + task.state());
      Safety.require(
          !completed || world.safety.isDone(task.id()),
          () -> "I4: " + task.id() + " is COMPLETED, and nobody completed it");
      String commit = task.commit();
      Safety.require(
          commit == null || world.repository.contains(commit),
          () -> "I2: " + task.id() + " names a commit that is not merged");
    }
  }

  private static boolean isOver(SavedTask task) {
    return task.state().isFinal() || task.state() == TaskState.NEEDS_HUMAN;
  }

  private List<String> left() {
    List<String> left = new ArrayList<>();
    for (SavedPlan plan : world.store.plans()) {
      for (Waiting waiting :
          world.scheduler().core().waits(plan.setup().id(), world.timeline.now())) {
        if (!waiting.state().isFinal()) {
          left.add(
              waiting.task().key() + " " + waiting.state() + ", " + waiting.reason().sentence());
        }
      }
    }
    world.store.openAttempts().forEach(open -> left.add(open.toString()));
    return left;
  }
}
