package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.replay.Journal;
import dev.signalbox.scheduler.core.replay.RecordedCore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A core with the rows that a database would have of it, from which plans come back to it. */
final class StoredCore {
  final RecordedCore core;
  private final Map<PlanId, SavedPlan> plans = new LinkedHashMap<>();
  private final Map<TaskId, SavedTask> tasks = new LinkedHashMap<>();
  private final Map<AttemptRef, SavedAttempt> attempts = new LinkedHashMap<>();

  StoredCore(Policies policies, Fleet fleet) {
    this(new RecordedCore(1, new RepositoryScheduler(policies, fleet), Journal.NONE));
  }

  StoredCore(RecordedCore core) {
    this.core = core;
  }

  /** Applies an input, after its plan was brought back when it is stored and not in memory. */
  List<Effect> apply(Input input, Instant now) {
    List<Effect> effects = new ArrayList<>();
    planOf(input)
        .filter(plan -> !core.hasPlan(plan) && plans.containsKey(plan))
        .ifPresent(plan -> effects.addAll(core.restore(saved(plan), now)));
    effects.addAll(core.apply(input, now));
    store();
    return effects;
  }

  List<Effect> decide(Instant now, Supplier<FencingToken> tokens) {
    List<Effect> effects = core.decide(now, tokens);
    store();
    return effects;
  }

  /** The newest rows of a plan. */
  Saved saved(PlanId plan) {
    SavedPlan row = plans.get(plan);
    if (row == null) {
      throw new AssertionError(plan + " was never saved");
    }
    return new Saved(
        row,
        tasks.values().stream().filter(task -> task.id().plan().equals(plan)).toList(),
        attempts.values().stream()
            .filter(attempt -> !attempt.over() && attempt.ref().task().plan().equals(plan))
            .toList());
  }

  private void store() {
    Changed changed = core.takeChanges();
    changed.plans().forEach(plan -> plans.put(plan.setup().id(), plan));
    changed.tasks().forEach(task -> tasks.put(task.id(), task));
    changed.attempts().forEach(attempt -> attempts.put(attempt.ref(), attempt));
  }

  private static Optional<PlanId> planOf(Input input) {
    return switch (input) {
      case Input.Command command -> Optional.of(command.submission().plan());
      case Input.Happened happened -> Optional.of(happened.event().attempt().task().plan());
      case Input.Accept accept -> Optional.empty();
      case Input.Revoked revoked -> Optional.empty();
      case Input.WorkerLost lost -> Optional.empty();
      case Input.Heard heard -> Optional.empty();
      case Input.Tick tick -> Optional.empty();
      case Input.Awoke awoke -> Optional.empty();
      case Input.Recovering recovering -> Optional.empty();
      case Input.ClaimsSeen seen -> Optional.empty();
    };
  }
}
