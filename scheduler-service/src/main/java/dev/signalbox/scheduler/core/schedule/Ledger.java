package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Amendment;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.learning.LearnedDurations;
import dev.signalbox.scheduler.core.lifecycle.Transitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of one repository, what changed in it, and what the world is to be told. */
final class Ledger {
  final Policies policies;
  final Fleet fleet;

  /** Plans that may not publish because of the load of the machines. */
  final Set<PlanRun> pressed = new LinkedHashSet<>();

  final Map<PlanId, PlanRun> plans = new LinkedHashMap<>();
  final Map<Long, OpenAttempt> attempts = new LinkedHashMap<>();
  final Map<WorkerId, Set<OpenAttempt>> byWorker = new HashMap<>();
  final Set<TaskRun> deferred = new LinkedHashSet<>();
  final FileLoads loads = new FileLoads();
  final LearnedDurations durations;
  final ReadyTasks ready = new ReadyTasks();
  final Shares shares = new Shares(ready);
  final Reservations reservations = new Reservations(ready);
  final MergeQueues merges;
  final Timers timers = new Timers();
  final EarlyEvents early;
  final Disposal disposal = new Disposal(this);

  /** Counts the plans of the repository in the order of their acceptance. */
  long lastOrder;

  /** Attempts that are out with no declared files and nothing that keeps them apart. */
  int unknownOut;

  /** Until when the lock-service grants nothing new; absent when it does. */
  @Nullable Instant recoveringUntil;

  /** The moment of the input that is being applied. */
  Instant now = Instant.EPOCH;

  private List<Effect> effects = new ArrayList<>();
  private List<SavedAmendment> amendments = new ArrayList<>();
  private Set<PlanRun> changedPlans = new LinkedHashSet<>();
  private Set<TaskRun> changedTasks = new LinkedHashSet<>();
  private Set<OpenAttempt> changedAttempts = new LinkedHashSet<>();
  private final Set<PlanRun> unsettled = new LinkedHashSet<>();

  Ledger(Policies policies, Fleet fleet) {
    this.policies = policies;
    this.fleet = fleet;
    this.early = new EarlyEvents(policies.memory());
    this.durations = new LearnedDurations(policies.assumedDuration());
    this.merges = new MergeQueues(policies.caps().mergeWait());
  }

  @Nullable TaskRun task(TaskId id) {
    PlanRun plan = plans.get(id.plan());
    return plan == null ? null : plan.task(id.key());
  }

  @Nullable OpenAttempt open(AttemptRef ref) {
    return attempts.get(ref.token().value());
  }

  /** How long an attempt of the task should take. */
  long expectedMillis(TaskRun task) {
    return task.expected.millis();
  }

  /** The one place where a task changes its state. */
  void move(TaskRun task, TaskState to, String reason) {
    TaskState from = task.state;
    if (!Transitions.legal(from, to)) {
      throw new IllegalStateException(task.id + " may not go from " + from + " to " + to);
    }
    leave(task, to);
    task.state = to;
    task.reason = reason;
    task.movedAt = now;
    task.plan.count(from, to);
    if (from.isFinal() || to.isFinal()) {
      unsettled.add(task.plan);
    }
    if (from.isFinal() != to.isFinal()) {
      loads.add(task, to.isFinal() ? -1 : 1);
    }
    if (merges.moved(task, from, now)) {
      reopen(task.plan.setup.mergeBranch());
    }
    touch(task);
    emit(moved(task, from));
    seekMerge(task);
  }

  private void leave(TaskRun task, TaskState to) {
    if (task.state == TaskState.READY) {
      ready.remove(task);
      deferred.remove(task);
      reservations.forget(task);
      task.forgetDeferral();
    }
    if (to.isFinal() || to == TaskState.NEEDS_HUMAN) {
      task.person = null;
    }
  }

  /** A cancelled task has no later attempt that would find the merge of an earlier one. */
  void seekMerge(TaskRun task) {
    if (task.state == TaskState.CANCELLED && task.number > 0) {
      PlanSetup plan = task.plan.setup;
      emit(new Effect.SeekMerge(task.id, plan.location(), plan.mergeBranch()));
    }
  }

  /** There is something new to say of a task whose state stays. */
  void note(TaskRun task) {
    touch(task);
    emit(new Effect.TaskNoted(moved(task, task.state)));
  }

  /** Lets a change happen that decides where a task waits. */
  void regroup(TaskRun task, Runnable change) {
    boolean patient = task.patient;
    reservations.forget(task);
    ready.regroup(task, change);
    if (patient) {
      reservations.add(task);
    }
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  void touch(TaskRun task) {
    changedTasks.add(task);
  }

  void touch(OpenAttempt attempt) {
    changedAttempts.add(attempt);
  }

  /** The plan is another, and may be able to publish again. */
  void touch(PlanRun plan) {
    save(plan);
    ready.reopen(plan);
  }

  /** The load of the machines may be another: looks again at plans that it limited. */
  void reopenPressed() {
    List<PlanRun> again = List.copyOf(pressed);
    pressed.clear();
    again.forEach(ready::reopen);
  }

  /** The plan is to be written, but no less limited than before. */
  void save(PlanRun plan) {
    changedPlans.add(plan);
  }

  /** The plan has more tasks or needs now. */
  void amended(PlanRun plan, Amendment amendment) {
    amendments.add(new SavedAmendment(plan.setup.id(), amendment));
    touch(plan);
    unsettled.add(plan);
  }

  /** The plans in which a task became final or no longer is, since the last call. */
  List<PlanRun> unsettled() {
    List<PlanRun> found = List.copyOf(unsettled);
    unsettled.clear();
    return found;
  }

  List<Effect> takeEffects() {
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  Changed takeChanges() {
    Changed changed =
        new Changed(
            repository(),
            changedPlans.stream().map(PlanRun::saved).toList(),
            amendments,
            changedTasks.stream().map(TaskRun::saved).toList(),
            changedAttempts.stream().map(OpenAttempt::saved).toList(),
            durations.takeChanges());
    // Not cleared: a set that was large once would cost its largest size for ever.
    changedPlans = new LinkedHashSet<>();
    amendments = new ArrayList<>();
    changedTasks = new LinkedHashSet<>();
    changedAttempts = new LinkedHashSet<>();
    return changed;
  }

  private @Nullable SavedRepository repository() {
    boolean charged = shares.wasCharged();
    boolean learned = merges.hasLearned();
    return charged || learned ? new SavedRepository(shares.saved(), merges.saved()) : null;
  }

  private void reopen(String branch) {
    plans.values().stream()
        .filter(plan -> plan.setup.mergeBranch().equals(branch))
        .forEach(ready::reopen);
  }

  private static Effect.TaskMoved moved(TaskRun task, TaskState from) {
    OpenAttempt current = task.current;
    return new Effect.TaskMoved(
        task.id,
        from,
        task.state,
        task.tries,
        current == null ? null : current.ref,
        current == null ? null : current.worker,
        task.branch,
        task.commit,
        task.reason);
  }
}
