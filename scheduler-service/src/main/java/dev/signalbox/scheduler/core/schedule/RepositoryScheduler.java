package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.conflict.Conflict;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.learning.Lesson;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All plans of one repository: takes inputs, returns what the world is to be told, and decides what
 * is published. The same inputs give the same effects. Not for more than one thread.
 */
public final class RepositoryScheduler {
  private final Ledger ledger;
  private final PlanRules plans;
  private final TaskRules tasks;
  private final AttemptRules attempts;
  private final EventRules events;
  private final WorkerRules workers;
  private final CommandRules commands;
  private final TimeRules times;
  private final ClaimRules claims;
  private final Verdicts verdicts;
  private final BlockedTime blocked;
  private final PreemptionRules preemptions;

  /** The moment of the last decision. */
  private Instant decided = Instant.MIN;

  /**
   * @param fleet the workers, shared by all repositories of a process
   */
  public RepositoryScheduler(Policies policies, Fleet fleet) {
    this.ledger = new Ledger(policies, fleet);
    this.tasks = new TaskRules(ledger);
    this.attempts = new AttemptRules(ledger, tasks);
    this.plans = new PlanRules(ledger, tasks, attempts);
    this.events = new EventRules(ledger, tasks, attempts);
    this.workers = new WorkerRules(ledger, attempts);
    this.commands = new CommandRules(ledger, tasks, attempts, plans);
    this.times = new TimeRules(ledger, tasks, attempts, commands.people());
    this.claims = new ClaimRules(ledger, attempts);
    this.verdicts = new Verdicts(ledger);
    this.blocked = new BlockedTime(ledger, verdicts);
    this.preemptions = new PreemptionRules(ledger, verdicts, attempts);
  }

  /**
   * Takes up what is saved of the repository itself; before its plans.
   *
   * @param accepted how many plans it had so far, those in no memory included
   */
  public void restore(SavedRepository saved, long accepted) {
    ledger.lastOrder = accepted;
    ledger.shares.restore(saved.starts());
    ledger.merges.restore(saved.mergeMillis());
  }

  /** Takes up what was learned, in the order it was measured in; before any plan. */
  public void remember(List<Lesson> lessons) {
    ledger.durations.restore(lessons);
  }

  /** Takes up a saved plan; the effects repeat revocations that may not have been answered. */
  public List<Effect> restore(Saved saved, Instant now) {
    ledger.now = now;
    plans.restore(saved);
    return ledger.takeEffects();
  }

  /** Applies one input. */
  public List<Effect> apply(Input input, Instant now) {
    ledger.now = now;
    switch (input) {
      case Input.Accept accept -> {
        plans.accept(accept);
        events.applyEarly(accept.setup().id());
      }
      case Input.Command command -> commands.apply(command.submission());
      case Input.Happened happened -> events.apply(happened.event());
      case Input.Revoked revoked -> events.revoked(revoked.attempt());
      case Input.WorkerLost lost -> workers.lost(lost.silenced());
      case Input.Heard heard -> workers.heard(heard);
      case Input.Tick tick -> {
        times.tick();
        events.expireEarly();
      }
      case Input.Awoke awoke -> times.awoke();
      case Input.Recovering recovering -> claims.recovering(recovering.until());
      case Input.ClaimsSeen seen -> claims.compare(seen);
    }
    tasks.settlePlans();
    ledger.reservations.assign(ledger).forEach(ledger::touch);
    return ledger.takeEffects();
  }

  /**
   * Publishes every task that may run now, the most urgent first, passing over what is blocked.
   *
   * @param tokens each greater than any before
   */
  public List<Effect> decide(Instant now, Supplier<FencingToken> tokens) {
    ledger.now = now;
    noticeClock(now);
    ledger.reopenPressed();
    ledger.reservations.assign(ledger).forEach(ledger::touch);
    TaskRun next = next();
    while (next != null) {
      consider(next, tokens);
      next = next();
    }
    preemptions.preempt();
    return ledger.takeEffects();
  }

  /** The clock was set back: who was kept back may be over in time now. */
  private void noticeClock(Instant now) {
    if (now.isBefore(decided)) {
      ledger.ready.reconsiderKeptBack();
    }
    decided = now;
  }

  private void consider(TaskRun task, Supplier<FencingToken> tokens) {
    Optional<Conflict<OpenAttempt>> conflict = verdicts.inTheWay(task);
    if (conflict.isPresent()) {
      blocked(task, conflict.get());
    } else if (verdicts.reservedFor(task).isPresent()) {
      ledger.ready.keepBack(task);
    } else {
      attempts.publish(task, tokens.get());
    }
  }

  private void blocked(TaskRun task, Conflict<OpenAttempt> conflict) {
    if (task.asksToSplit()) {
      tasks.askToSplit(task, conflict.witness().path(), conflict.holder().task.id);
    } else {
      ledger.ready.park(task, conflict.witness());
      times.watchPatience(task, conflict);
    }
  }

  /** Whether a decision could publish something if there were room. */
  public boolean hasWaiting() {
    return !ledger.ready.isEmpty() || ledger.policies.order().preemption();
  }

  /** When a {@code Tick} will do something, at the earliest. */
  public Optional<Instant> nextTimer() {
    Optional<Instant> early = ledger.early.next();
    return ledger
        .timers
        .next()
        .map(timer -> early.filter(end -> end.isBefore(timer)).orElse(timer))
        .or(() -> early);
  }

  /** What is to be saved since the last call. */
  public Changed takeChanges() {
    return ledger.takeChanges();
  }

  /** Whether events of the plan wait for it: it is in no store. */
  public boolean awaits(PlanId plan) {
    return ledger.early.awaits(plan);
  }

  public boolean hasPlan(PlanId plan) {
    return ledger.plans.containsKey(plan);
  }

  /** Why the task is not running; empty for a task that is not here. */
  public Optional<Waiting> explain(TaskId id, Instant now) {
    ledger.now = now;
    Explanations explanations = new Explanations(ledger, verdicts);
    return Optional.ofNullable(ledger.task(id)).map(explanations::of);
  }

  /**
   * The reasons of all tasks of a plan that are not merged and that no attempt runs for, or one
   * that may not merge yet.
   */
  public Optional<List<Waiting>> waits(PlanId id, Instant now) {
    ledger.now = now;
    Explanations explanations = new Explanations(ledger, verdicts);
    return Optional.ofNullable(ledger.plans.get(id))
        .map(plan ->
            plan.tasks().stream()
                .filter(RepositoryScheduler::waits)
                .map(explanations::of)
                .toList());
  }

  /** The tasks that people have taken. */
  public List<Waiting> people(Instant now) {
    ledger.now = now;
    Explanations explanations = new Explanations(ledger, verdicts);
    return ledger.attempts.values().stream()
        .filter(attempt -> attempt.person != null && attempt.isCurrent())
        .map(attempt -> explanations.of(attempt.task))
        .toList();
  }

  /** The plan as it stands; empty for one that is not here. */
  public Optional<PlanSnapshot> snapshot(PlanId id, Instant now) {
    ledger.now = now;
    return Optional.ofNullable(ledger.plans.get(id)).map(new Snapshots(ledger)::of);
  }

  /** For how long tasks waited since the last call, in milliseconds by the word of the reason. */
  public Map<String, Long> lookAtWaits(Instant now) {
    ledger.now = now;
    return blocked.look();
  }

  /** How many tasks would run now if there were slots for them. */
  public int backlog() {
    return ledger.plans.values().stream().mapToInt(PlanRun::backlog).sum();
  }

  /** How many tasks are in each state. */
  public Map<TaskState, Integer> counts() {
    Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    for (PlanRun plan : ledger.plans.values()) {
      for (TaskState state : TaskState.values()) {
        counts.merge(state, plan.inState(state), Integer::sum);
      }
    }
    return counts;
  }

  /** Gives back what its open attempts count for in the shared fleet; the end of this object. */
  public void abandon() {
    Collection<OpenAttempt> open = ledger.attempts.values();
    open.stream()
        .filter(attempt -> attempt.person == null)
        .forEach(attempt -> ledger.fleet.give(attempt.task.lane, attempt.charge.priority()));
  }

  Ledger ledger() {
    return ledger;
  }

  private @Nullable TaskRun next() {
    return ledger.ready.next(
        kind -> verdicts.limitOf(kind).isEmpty(),
        group -> verdicts.limitOf(group.plan, group.pool.kind).isEmpty());
  }

  private static boolean waits(TaskRun task) {
    OpenAttempt current = task.current;
    boolean forMerge = current != null && current.mergeWait != null;
    return task.state.isActive()
        ? forMerge || task.person != null
        : task.state != TaskState.COMPLETED;
  }
}
