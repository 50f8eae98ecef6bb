package dev.signalbox.simulator;

import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.fleet.Silenced;
import dev.signalbox.scheduler.core.schedule.Changed;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One batch of a scheduler: inputs are applied, decisions made, and all is kept or nothing. */
final class Decisions {
  private static final UUID NO_NONCE = new UUID(0, 0);

  private final World world;
  private final SchedulerProcess owner;
  private final Core core;
  private final Fleet fleet;
  private final List<UUID> messages = new ArrayList<>();
  private final List<Effect> said = new ArrayList<>();
  private final List<WorkerMessage.Heartbeat> fresh = new ArrayList<>();
  private boolean read;

  Decisions(World world, SchedulerProcess owner, Core core, Fleet fleet) {
    this.world = world;
    this.owner = owner;
    this.core = core;
    this.fleet = fleet;
  }

  void submitted(List<Submitted> records) {
    Set<UUID> fresh = fresh(records.stream().map(Submitted::id).toList());
    for (Submitted record : records) {
      if (fresh.remove(record.id())) {
        messages.add(record.id());
        submitted(record);
      }
    }
  }

  void happened(List<TaskEvent> events) {
    Set<UUID> fresh = fresh(events.stream().map(TaskEvent::id).toList());
    for (TaskEvent event : events) {
      if (fresh.remove(event.id())) {
        messages.add(event.id());
        load(event.attempt().task().plan());
        input(new Input.Happened(event));
      }
    }
  }

  void heard(WorkerMessage message) {
    switch (message) {
      case WorkerMessage.Heartbeat beat -> heard(beat);
      case WorkerMessage.Left left -> fleet.left(left).ifPresent(this::lost);
    }
  }

  void revoked(AttemptRef attempt) {
    input(new Input.Revoked(attempt));
  }

  void passTime(boolean judgeLeases) {
    if (judgeLeases) {
      for (Silenced dead : fleet.expire(owner.now())) {
        world.safety.tookForDead(dead.worker());
        lost(dead);
      }
      fresh.forEach(beat -> input(Input.Heard.of(beat)));
    }
    if (core.nextTimer().filter(timer -> !timer.isAfter(owner.now())).isPresent()) {
      input(new Input.Tick());
    }
  }

  void decide() {
    if (core.hasWaiting()) {
      tell(core.decide(owner.now(), world.store::nextToken));
    }
  }

  void tell(List<Effect> effects) {
    said.addAll(effects);
  }

  /** Keeps all of it, if this scheduler still may. */
  Ending commit(long epoch, long submissionsOffset, long eventsOffset) {
    Changed changed = core.takeChanges();
    if (!read && said.isEmpty() && changed.isEmpty()) {
      return new Ending.Done(List.of());
    }
    if (!world.store.isOwnedBy(epoch)) {
      return new Ending.NotOwner();
    }
    Store.Batch batch =
        new Store.Batch(epoch, submissionsOffset, eventsOffset, messages, changed, outgoing());
    CommitFate fate = world.mischief.commit();
    if (fate == CommitFate.FAILED) {
      world.history.note(owner.name + " fails to commit");
      world.store.rollBack(batch);
      return new Ending.Failed();
    }
    List<Store.Outgoing> outgoing = world.store.commit(batch);
    world.safety.committed(batch, core, owner.now());
    said.forEach(this::revoke);
    return fate == CommitFate.UNKNOWN ? new Ending.Failed() : new Ending.Done(outgoing);
  }

  private void heard(WorkerMessage.Heartbeat beat) {
    Optional<Silenced> former = fleet.heard(beat, owner.now());
    former.ifPresent(this::lost);
    if (former.isEmpty() && Fleet.isFresh(beat, owner.now())) {
      fresh.add(beat);
    }
  }

  private Set<UUID> fresh(List<UUID> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    read = true;
    return new LinkedHashSet<>(world.store.fresh(ids));
  }

  private void submitted(Submitted record) {
    switch (record) {
      case Submitted.NewPlan plan -> input(new Input.Accept(plan.setup(), ""));
      case Submitted.Order order -> {
        load(order.command().plan());
        input(new Input.Command(order.command()));
      }
    }
  }

  /** A plan that is over is not in memory, but may be tried again, or be merged late. */
  private void load(PlanId plan) {
    if (!core.knows(plan)) {
      world.store.plan(plan).forEach(saved -> tell(core.restore(saved, owner.now())));
    }
  }

  private void lost(Silenced silenced) {
    world.history.note(owner.name + " takes " + silenced.worker() + " for dead");
    input(new Input.WorkerLost(silenced));
  }

  private void input(Input input) {
    tell(core.apply(input, owner.now()));
  }

  private List<Effect> outgoing() {
    return said.stream()
        .filter(effect ->
            effect instanceof Effect.Publish
                || effect instanceof Effect.StopAttempt
                || effect instanceof Effect.TaskMoved)
        .toList();
  }

  private void revoke(Effect effect) {
    if (effect instanceof Effect.RevokeClaim revoke) {
      world.timeline.after(world.mischief.latency(Link.REVOCATIONS), () -> ask(revoke.attempt()));
    }
  }

  /** Unanswered, it is asked again by the core. */
  private void ask(AttemptRef attempt) {
    if (!owner.isAlive() || owner.isPaused() || world.mischief.isLost(Link.REVOCATIONS)) {
      return;
    }
    world.locks.revoke(new ClaimHandle(World.REPOSITORY, attempt, NO_NONCE, Duration.ZERO));
    if (!world.mischief.isLost(Link.REVOCATIONS)) {
      world.timeline.after(world.mischief.latency(Link.REVOCATIONS), () -> owner.revoked(attempt));
    }
  }
}
