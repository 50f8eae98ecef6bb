package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.deadlock.WaitGraph;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which tasks a task waits for: its open needs, the holder of a path it wants, or the holder of a
 * path that its finished work must be merged into. Pauses, caps, slots, skills, backoffs and people
 * are no tasks, so a wait for those is never part of a deadlock (S0-41).
 */
final class WaitsFor {
  private final Ledger ledger;
  private final WaitGraph<TaskRun> all = new WaitGraph<>(this::of);
  private final WaitGraph<TaskRun> unresolved = new WaitGraph<>(this::unresolved);

  WaitsFor(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The circle that the task is in, also when one of it is being stopped already. */
  List<TaskId> circleOf(TaskRun task) {
    return all.circleThrough(task).stream().map(member -> member.id).toList();
  }

  /** The circle that the task is in and that nothing ends yet. */
  List<TaskRun> deadlockOf(TaskRun task) {
    return unresolved.circleThrough(task);
  }

  List<TaskRun> of(TaskRun task) {
    return switch (task.state) {
      case PENDING ->
          task.needs.stream().filter(need -> need.state != TaskState.COMPLETED).toList();
      case READY -> task.isDeferred() ? deferredBy(task) : inTheWay(task);
      case QUEUED, CLAIMED, RUNNING, VERIFYING, MERGING -> beforeItsMerge(task);
      case RETRY_WAIT, PAUSED, NEEDS_HUMAN, COMPLETED, FAILED, CANCELLED, SKIPPED -> List.of();
    };
  }

  private List<TaskRun> unresolved(TaskRun task) {
    OpenAttempt current = task.current;
    return current != null && current.closing != null ? List.of() : of(task);
  }

  /** A claim that no open attempt stands for ends by itself. */
  private List<TaskRun> deferredBy(TaskRun task) {
    return Optional.ofNullable(task.deferredBy)
        .map(ledger::task)
        .filter(holder -> holder.current != null)
        .stream()
        .toList();
  }

  private List<TaskRun> inTheWay(TaskRun task) {
    return holder(ledger.ready.inTheWay(task).map(conflict -> conflict.holder())).toList();
  }

  private List<TaskRun> beforeItsMerge(TaskRun task) {
    return holder(
            Optional.ofNullable(task.current)
                .map(current -> current.mergeWait)
                .map(wait -> ledger.open(wait.holder())))
        .toList();
  }

  /** What is not its task's current attempt any more is about to end, whatever its task does. */
  private static Stream<TaskRun> holder(Optional<OpenAttempt> holder) {
    return holder.filter(OpenAttempt::isCurrent).map(attempt -> attempt.task).stream();
  }
}
