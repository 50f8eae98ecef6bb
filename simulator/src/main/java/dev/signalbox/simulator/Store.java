package dev.signalbox.simulator;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.scheduler.core.schedule.Changed;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Saved;
import dev.signalbox.scheduler.core.schedule.SavedAttempt;
import dev.signalbox.scheduler.core.schedule.SavedPlan;
import dev.signalbox.scheduler.core.schedule.SavedRepository;
import dev.signalbox.scheduler.core.schedule.SavedTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What outlives a scheduler. A transaction happens as a whole or not at all. */
class Store {

  /** A record for a topic, kept until it is sent; its sequence grows with the repository. */
  record Outgoing(long sequence, Effect effect) {}

  /** All that a batch wants to be kept. */
  record Batch(
      long epoch,
      long submissionsOffset,
      long eventsOffset,
      List<UUID> messages,
      Changed changed,
      List<Effect> said) {}

  long submissionsOffset;
  long eventsOffset;

  private final Map<PlanId, SavedPlan> plans = new LinkedHashMap<>();
  private final Map<TaskId, SavedTask> tasks = new LinkedHashMap<>();
  private final Map<Long, SavedAttempt> attempts = new TreeMap<>();
  private final Map<Long, Outgoing> outbox = new TreeMap<>();
  private final Set<UUID> processed = new HashSet<>();
  private SavedRepository saved = SavedRepository.NEW;
  private long epoch;
  private long sequence;
  private long commits;
  private long token;

  /** Makes somebody else the owner; the former one can write no more. */
  final long takeOver() {
    return ++epoch;
  }

  /** Never gives a token twice, whatever becomes of transactions. */
  final FencingToken nextToken() {
    return new FencingToken(++token);
  }

  /** The messages that were not processed yet, each once. */
  Set<UUID> fresh(Collection<UUID> messages) {
    Set<UUID> fresh = new LinkedHashSet<>(messages);
    fresh.removeAll(processed);
    return fresh;
  }

  /** Whether that owner may still write. */
  boolean isOwnedBy(long owner) {
    return owner == epoch;
  }

  /** Keeps everything; answers what is to be sent. */
  List<Outgoing> commit(Batch batch) {
    keepOffsets(batch);
    processed.addAll(batch.messages());
    SavedRepository repository = batch.changed().repository();
    saved = repository == null ? saved : repository;
    batch.changed().plans().forEach(plan -> plans.put(plan.setup().id(), plan));
    batch.changed().tasks().forEach(task -> tasks.put(task.id(), task));
    batch.changed().attempts().forEach(this::keep);
    commits++;
    List<Outgoing> added = new ArrayList<>();
    for (Effect effect : batch.said()) {
      Outgoing outgoing = new Outgoing(++sequence, effect);
      outbox.put(outgoing.sequence(), outgoing);
      added.add(outgoing);
    }
    return added;
  }

  /** A transaction did not happen. */
  void rollBack(Batch batch) {}

  final void keepOffsets(Batch batch) {
    submissionsOffset = batch.submissionsOffset();
    eventsOffset = batch.eventsOffset();
  }

  final void sent(Outgoing outgoing) {
    outbox.remove(outgoing.sequence());
  }

  final List<Outgoing> unsent() {
    return List.copyOf(outbox.values());
  }

  final SavedRepository repository() {
    return saved;
  }

  /** The plans that are not over, or have attempts that are not. */
  final List<Saved> open() {
    return plans.values().stream().filter(this::isOpen).map(this::saved).toList();
  }

  final List<Saved> plan(PlanId id) {
    SavedPlan plan = plans.get(id);
    return plan == null ? List.of() : List.of(saved(plan));
  }

  final Collection<SavedPlan> plans() {
    return plans.values();
  }

  final Collection<SavedTask> tasks() {
    return tasks.values();
  }

  final SavedTask task(TaskId id) {
    SavedTask task = tasks.get(id);
    if (task == null) {
      throw new Violation("I3: " + id + " was accepted and is not stored");
    }
    return task;
  }

  final List<SavedAttempt> openAttempts() {
    return List.copyOf(attempts.values());
  }

  /** Grows whenever something is stored. */
  final long commits() {
    return commits;
  }

  private void keep(SavedAttempt attempt) {
    long id = attempt.ref().token().value();
    if (attempt.over()) {
      attempts.remove(id);
    } else {
      attempts.put(id, attempt);
    }
  }

  private boolean isOpen(SavedPlan plan) {
    PlanId id = plan.setup().id();
    return !plan.state().isFinal()
        || openAttempts().stream().anyMatch(open -> open.ref().task().plan().equals(id));
  }

  private Saved saved(SavedPlan plan) {
    PlanId id = plan.setup().id();
    return new Saved(
        plan,
        tasks.values().stream().filter(task -> task.id().plan().equals(id)).toList(),
        openAttempts().stream().filter(open -> open.ref().task().plan().equals(id)).toList());
  }
}
