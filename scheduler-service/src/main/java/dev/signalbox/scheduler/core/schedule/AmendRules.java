package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Amendment;
import dev.signalbox.common.plan.AmendmentReader;
import dev.signalbox.common.plan.AmendmentReading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How tasks and needs come to a plan that runs or has ended. */
final class AmendRules {
  private final Ledger ledger;
  private final TaskRules tasks;
  private final PlanRules plans;
  private final Replies replies;

  AmendRules(Ledger ledger, TaskRules tasks, PlanRules plans, Replies replies) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.plans = plans;
    this.replies = replies;
  }

  void amend(PlanRun plan, Submission.AmendPlan command) {
    if (plan.cancelling || plan.state == PlanState.CANCELLED) {
      replies.refuse(
          command,
          "E056-cancelled",
          "the plan was cancelled",
          "submit the tasks as a plan of their own, or retry the plan first");
      return;
    }
    AmendmentReading reading =
        Reader.READER.read(command.document(), plan.setup.content(), key -> closed(plan, key));
    switch (reading) {
      case AmendmentReading.Invalid invalid -> replies.refuse(command, invalid.problems());
      case AmendmentReading.Valid valid when valid.amendment().isEmpty() -> replies.late(command);
      case AmendmentReading.Valid valid -> amend(plan, valid.amendment());
    }
  }

  /** Compiled with the first amendment of the process, as it costs more than a decision may. */
  private static final class Reader {
    static final AmendmentReader READER = new AmendmentReader();
  }

  private void amend(PlanRun plan, Amendment amendment) {
    Map<TaskKey, Integer> waves = new HashMap<>(PlanRules.waves(plan.inOrderOfNeeds()));
    if (plan.state.isFinal()) {
      plan.stoppedBy = null;
    }
    int from = plan.tasks().size();
    List<TaskRun> added = takeUp(plan, amendment);
    Map<TaskKey, Integer> moved = new HashMap<>(PlanRules.waves(plan.inOrderOfNeeds()));
    moved.entrySet().removeAll(waves.entrySet());
    ledger.emit(
        new Effect.PlanAmended(
            plan.setup.id(),
            from,
            amendment.tasks(),
            amendment.needs(),
            moved,
            Map.of(),
            null,
            ""));
    amendment.needs().keySet().stream()
        .flatMap(key -> Optional.ofNullable(plan.task(key)).stream())
        .forEach(this::holdBack);
    added.forEach(this::begin);
  }

  private List<TaskRun> takeUp(PlanRun plan, Amendment amendment) {
    // Ranking anew changes what the queues are sorted by: nothing may wait in one meanwhile.
    List<TaskRun> waiting = plan.tasks().stream().filter(task -> task.queue != null).toList();
    waiting.forEach(ledger.ready::remove);
    List<TaskRun> added = plan.amend(amendment);
    ledger.amended(plan, amendment);
    for (TaskRun task : added) {
      ledger.touch(task);
      plans.expect(task);
      ledger.loads.add(task, 1);
    }
    plans.rank(plan);
    waiting.forEach(ledger.ready::add);
    return added;
  }

  /** A task that waited for its turn, or to be tried again, waits for its new needs. */
  private void holdBack(TaskRun task) {
    Optional<TaskRun> lost = lost(task);
    boolean waits =
        switch (task.state) {
          case PENDING, READY, RETRY_WAIT -> true;
          case QUEUED,
              CLAIMED,
              RUNNING,
              VERIFYING,
              MERGING,
              COMPLETED,
              NEEDS_HUMAN,
              PAUSED,
              FAILED,
              CANCELLED,
              SKIPPED ->
              false;
        };
    if (waits && lost.isPresent()) {
      skip(task, lost.get());
    } else if (waits && task.state != TaskState.PENDING && task.needsOpen > 0) {
      task.readySince = null;
      ledger.move(task, TaskState.PENDING, "new needs were added");
    }
  }

  private void begin(TaskRun task) {
    Optional<TaskRun> lost = lost(task);
    if (task.state != TaskState.PENDING) {
      return;
    }
    if (lost.isPresent()) {
      skip(task, lost.get());
    } else if (task.needsOpen == 0) {
      tasks.makeReady(task, "");
    }
  }

  private static Optional<TaskRun> lost(TaskRun task) {
    return task.needs.stream().filter(TaskRules::isGivenUp).findFirst();
  }

  /** What needs a task that was given up is skipped until that one is tried again. */
  private void skip(TaskRun first, TaskRun need) {
    TaskKey cause = need.becauseOf == null ? need.spec.key() : need.becauseOf;
    Deque<TaskRun> reached = new ArrayDeque<>(List.of(first));
    while (!reached.isEmpty()) {
      TaskRun task = reached.remove();
      if (task == first || task.state == TaskState.PENDING) {
        task.becauseOf = cause;
        ledger.move(task, TaskState.SKIPPED, "needs " + cause + ", which was given up");
        reached.addAll(task.dependents);
      }
    }
  }

  /** Why a task may get no new needs. */
  private static Optional<String> closed(PlanRun plan, TaskKey key) {
    return Optional.ofNullable(plan.task(key)).flatMap(AmendRules::closed);
  }

  private static Optional<String> closed(TaskRun task) {
    if (task.current != null) {
      return Optional.of("has been published already (" + task.state + ")");
    }
    return switch (task.state) {
      case COMPLETED -> Optional.of("is merged already");
      case NEEDS_HUMAN, PAUSED -> Optional.of("is with a person (" + task.state + ")");
      case PENDING,
          READY,
          QUEUED,
          CLAIMED,
          RUNNING,
          VERIFYING,
          MERGING,
          RETRY_WAIT,
          FAILED,
          CANCELLED,
          SKIPPED ->
          Optional.empty();
    };
  }
}
