package dev.signalbox.scheduler.core.replay;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.learning.Lesson;
import dev.signalbox.scheduler.core.schedule.Changed;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.PlanSnapshot;
import dev.signalbox.scheduler.core.schedule.RepositoryScheduler;
import dev.signalbox.scheduler.core.schedule.Saved;
import dev.signalbox.scheduler.core.schedule.SavedRepository;
import dev.signalbox.scheduler.core.schedule.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A {@link RepositoryScheduler} of which every change is taken down; see there. */
public final class RecordedCore {
  private final long number;
  private final RepositoryScheduler core;
  private final Journal journal;

  /**
   * @param number tells the cores of a process apart
   */
  public RecordedCore(long number, RepositoryScheduler core, Journal journal) {
    this.number = number;
    this.core = core;
    this.journal = journal;
  }

  /** Takes up what is saved of the repository itself; before its plans. */
  public void restore(SavedRepository saved, long accepted) {
    core.restore(saved, accepted);
    journal.note(new Recorded.Regained(number, saved, accepted), Answer.NOTHING);
  }

  /** Takes up what was learned; before any plan. */
  public void remember(List<Lesson> lessons) {
    core.remember(lessons);
    journal.note(new Recorded.Remembered(number, lessons), Answer.NOTHING);
  }

  /** Takes up a saved plan. */
  public List<Effect> restore(Saved saved, Instant now) {
    return noted(() -> new Recorded.Restored(number, saved, now), () -> core.restore(saved, now));
  }

  /** Applies one input. */
  public List<Effect> apply(Input input, Instant now) {
    return noted(() -> new Recorded.Applied(number, input, now), () -> core.apply(input, now));
  }

  /** Publishes every task that may run now. */
  public List<Effect> decide(Instant now, Supplier<FencingToken> tokens) {
    List<FencingToken> taken = new ArrayList<>();
    Supplier<FencingToken> noting =
        () -> {
          FencingToken token = tokens.get();
          taken.add(token);
          return token;
        };
    return noted(() -> new Recorded.Decided(number, now, taken), () -> core.decide(now, noting));
  }

  /** Gives back what its open attempts count for in the fleet; the end of this object. */
  public void abandon() {
    core.abandon();
    journal.note(new Recorded.Abandoned(number), Answer.NOTHING);
  }

  public boolean hasWaiting() {
    return core.hasWaiting();
  }

  /** When a {@code Tick} will do something, at the earliest. */
  public Optional<Instant> nextTimer() {
    return core.nextTimer();
  }

  /** What is to be saved since the last call. */
  public Changed takeChanges() {
    return core.takeChanges();
  }

  public boolean awaits(PlanId plan) {
    return core.awaits(plan);
  }

  public boolean hasPlan(PlanId plan) {
    return core.hasPlan(plan);
  }

  /** Why the task is not running; empty for a task that is not here. */
  public Optional<Waiting> explain(TaskId task, Instant now) {
    return core.explain(task, now);
  }

  /** Why tasks of the plan wait; empty for a plan that is not here. */
  public Optional<List<Waiting>> waits(PlanId plan, Instant now) {
    return core.waits(plan, now);
  }

  /** The tasks that people have taken. */
  public List<Waiting> people(Instant now) {
    return core.people(now);
  }

  /** The plan as it stands; empty for one that is not here. */
  public Optional<PlanSnapshot> snapshot(PlanId plan, Instant now) {
    return core.snapshot(plan, now);
  }

  /** For how long tasks waited since the last call, by the word of the reason. */
  public Map<String, Long> lookAtWaits(Instant now) {
    return core.lookAtWaits(now);
  }

  /** As {@link RepositoryScheduler#backlog}. */
  public int backlog() {
    return core.backlog();
  }

  /** How many tasks are in each state. */
  public Map<TaskState, Integer> counts() {
    return core.counts();
  }

  /** A call that failed half-way has changed something too. */
  private List<Effect> noted(Supplier<Recorded> call, Supplier<List<Effect>> step) {
    List<Effect> effects = List.of();
    boolean failed = true;
    try {
      effects = step.get();
      failed = false;
      return effects;
    } finally {
      journal.note(call.get(), new Answer(effects, List.of(), failed));
    }
  }
}
