package dev.signalbox.simulator;

import dev.signalbox.scheduler.core.schedule.Effect;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Sends a scheduler's committed records in order, and takes out what was sent. */
final class OutboxSender {
  private final World world;
  private final SchedulerProcess owner;
  private final Deque<Store.Outgoing> waiting = new ArrayDeque<>();
  private boolean sending;

  OutboxSender(World world, SchedulerProcess owner) {
    this.world = world;
    this.owner = owner;
  }

  void send(Collection<Store.Outgoing> outgoing) {
    waiting.addAll(outgoing);
    resume();
  }

  void resume() {
    if (!sending && !waiting.isEmpty()) {
      sending = true;
      world.timeline.after(world.mischief.latency(Link.LANE), this::sendNext);
    }
  }

  private void sendNext() {
    sending = false;
    if (owner.isAlive() && !owner.isPaused()) {
      Store.Outgoing next = waiting.remove();
      put(next);
      world.store.sent(next);
      resume();
    }
  }

  private void put(Store.Outgoing outgoing) {
    Effect effect = outgoing.effect();
    if (effect instanceof Effect.Publish publish) {
      assign(publish);
    } else if (effect instanceof Effect.StopAttempt stop) {
      world.workers.forEach(worker -> worker.told(stop));
    } else {
      world.dashboard.changed(outgoing);
    }
  }

  private void assign(Effect.Publish publish) {
    Lane lane = world.broker.lane(publish.lane().name());
    Assigned record =
        new Assigned(publish.attempt(), publish.task(), publish.footprint(), world.claimTtl);
    lane.append(record);
    if (world.mischief.isRepeated(Link.LANE)) {
      lane.append(record);
    }
  }
}
