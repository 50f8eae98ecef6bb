package dev.signalbox.simulator;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.worker.core.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The end of an attempt in the one order that loses nothing: preserve, close, release, say so. */
final class EndSteps {
  private final Session session;
  private final World world;

  EndSteps(Session session) {
    this.session = session;
    this.world = session.world;
  }

  /** Ends an attempt that worked in its slot. */
  void of(Outcome outcome) {
    String head = session.slot.head;
    boolean merged = outcome instanceof Outcome.Completed completed && completed.commit() != null;
    if (head != null && !merged) {
      world.repository.preserve(session.attempt(), head);
    }
    session.at(Point.PRESERVED, () -> closeRef(outcome, () -> session.slot.head = null));
  }

  /** Ends an attempt that never had a worktree. */
  void withoutWork(Outcome outcome, Runnable then) {
    closeRef(outcome, then);
  }

  /** Gives the claim back; when that fails, it expires by itself. */
  void release(Runnable then) {
    session.askOnce(() -> world.locks.release(session.handle()), _ -> then.run(), then);
  }

  private void closeRef(Outcome outcome, Runnable then) {
    world
        .repository
        .find(session.attempt())
        .filter(found -> found.record().token().equals(session.attempt().token()))
        .filter(found -> found.record().isLive())
        .ifPresent(found ->
            world.repository.write(found.record().closed(null), Optional.of(found), List.of()));
    session.over = true;
    session.at(
        Point.REF_CLOSED,
        () -> release(() -> session.at(Point.RELEASED, () -> say(outcome, then))));
  }

  private void say(Outcome outcome, Runnable then) {
    world.safety.ended(session, outcome);
    session.publish(
        event(outcome),
        () -> {
          then.run();
          session.leaveSlot();
        });
  }

  private TaskEvent event(Outcome outcome) {
    UUID id = world.nextId();
    Instant at = session.worker.wall();
    AttemptRef attempt = session.attempt();
    WorkerId worker = session.worker.id;
    return switch (outcome) {
      case Outcome.Completed completed ->
          new TaskEvent.Completed(id, at, World.REPOSITORY, attempt, worker, completed.commit());
      case Outcome.Failed failed ->
          new TaskEvent.Failed(
              id, at, World.REPOSITORY, attempt, worker, failed.kind(), failed.detail(), null);
      case Outcome.Stopped stopped ->
          new TaskEvent.Stopped(id, at, World.REPOSITORY, attempt, worker, stopped.detail(), null);
      case Outcome.NoRoom lack ->
          new TaskEvent.NoRoom(
              id,
              at,
              World.REPOSITORY,
              attempt,
              worker,
              lack.requiredBytes(),
              lack.availableBytes());
    };
  }
}
