package dev.signalbox.simulator;

import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.SavedAttempt;
import dev.signalbox.worker.core.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Watches a world from outside, where everything can be seen, and says when an invariant breaks.
 */
final class Safety {
  private static final Duration SURELY_HEARD = Duration.ofMinutes(2);

  private final World world;
  private final Map<TaskId, TaskState> states = new HashMap<>();
  private final Map<AttemptRef, Footprint> published = new HashMap<>();
  private final Set<TaskId> done = new HashSet<>();
  private final Set<TaskId> said = new HashSet<>();
  private final Set<UUID> applied = new HashSet<>();
  private final ReasonsCheck reasons;
  private long lastToken;

  Safety(World world) {
    this.world = world;
    this.reasons = new ReasonsCheck(world);
  }

  /** Step three of claiming: from now on the attempt runs. */
  void confirmed(Session session) {
    note(session.attempt(), "holds its claim");
    requireAlone(session);
  }

  /** The branch was moved. */
  void merged(Session session, Repository.Commit commit) {
    note(session.attempt(), "merged " + commit.id());
    TaskId task = session.attempt().task();
    long merges =
        world.repository.merged().stream()
            .filter(other -> other.attempt().task().equals(task))
            .count();
    require(merges == 1, () -> "I2: " + task + " was merged " + merges + " times");
    done.add(task);
    requireAlone(session);
  }

  /** A worker is about to say how an attempt ended. */
  void ended(Session session, Outcome outcome) {
    note(session.attempt(), outcome.toString());
    if (outcome instanceof Outcome.Completed) {
      done.add(session.attempt().task());
      said.add(session.attempt().task());
    }
  }

  /** Whether a worker lived to say that it completed the task. */
  boolean isSaid(TaskId task) {
    return said.contains(task);
  }

  /** A scheduler takes a worker for dead. */
  void tookForDead(WorkerId id) {
    Instant now = world.timeline.now();
    for (WorkerProcess worker : world.workers) {
      boolean lives = worker.isAwake() && !worker.awakeSince().plus(SURELY_HEARD).isAfter(now);
      require(!worker.id.equals(id) || !lives, () -> "I7: " + id + " lives and was taken for dead");
    }
  }

  /** A transaction happened; the core has decided, at what its clock takes for now. */
  void committed(Store.Batch batch, Core core, Instant decided) {
    for (UUID message : batch.messages()) {
      require(applied.add(message), () -> "I6: the message " + message + " was applied twice");
    }
    List<SavedAttempt> open = world.store.openAttempts();
    for (Effect effect : batch.said()) {
      if (effect instanceof Effect.TaskMoved moved) {
        moved(moved);
      } else if (effect instanceof Effect.Publish publish) {
        published(publish, open);
      }
    }
    reasons.check(core, open, decided);
  }

  /** Whether a worker really completed the task. */
  boolean isDone(TaskId task) {
    return done.contains(task);
  }

  TaskState state(TaskId task) {
    return states.getOrDefault(task, TaskState.PENDING);
  }

  /** What is wrong is put into words only when it is. */
  static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new Violation(otherwise.get());
    }
  }

  private void moved(Effect.TaskMoved moved) {
    world.history.note(
        moved.task().key() + " " + moved.from() + " -> " + moved.to() + " " + moved.reason());
    require(
        state(moved.task()) == moved.from(),
        () -> "I6: " + moved.task() + " left " + moved.from() + ", but was " + state(moved.task()));
    states.put(moved.task(), moved.to());
  }

  private void published(Effect.Publish publish, List<SavedAttempt> open) {
    AttemptRef attempt = publish.attempt();
    note(attempt, "is published");
    require(
        attempt.token().value() > lastToken, () -> "I6: the token of " + attempt + " is not new");
    lastToken = attempt.token().value();
    publish
        .task()
        .needs()
        .forEach(need -> requireMerged(attempt, new TaskId(attempt.task().plan(), need)));
    published.put(attempt, publish.footprint());
    for (SavedAttempt other : open) {
      Footprint held = published.get(other.ref());
      require(
          held == null
              || other.ref().equals(attempt)
              || publish.footprint().firstConflict(held).isEmpty(),
          () -> "I1: " + attempt + " was published while " + other.ref() + " is out");
    }
    if (!world.locks.hasLost()) {
      requireNobodyAtWork(attempt, publish.footprint());
    }
  }

  private void requireMerged(AttemptRef attempt, TaskId need) {
    require(
        state(need) == TaskState.COMPLETED && done.contains(need),
        () -> "I4: " + attempt + " was published, and " + need.key() + " is not merged");
  }

  /**
   * What the scheduler thinks over must not be at work with a live claim. What a claim was widened
   * by since is between the lock-service and whoever asks for it next.
   */
  private void requireNobodyAtWork(AttemptRef attempt, Footprint footprint) {
    Set<AttemptRef> living = new HashSet<>();
    world.locks.claims().stream().map(ClaimView::attempt).forEach(living::add);
    for (WorkerProcess worker : world.workers) {
      for (Session other : worker.sessions()) {
        boolean atWork = other.confirmed && !other.over && living.contains(other.attempt());
        require(
            !atWork
                || other.attempt().equals(attempt)
                || asPublished(other).firstConflict(footprint).isEmpty(),
            () -> "I1: " + attempt + " was published while " + other.attempt() + " is at work");
      }
    }
  }

  private Footprint asPublished(Session session) {
    return published.getOrDefault(session.attempt(), session.footprint);
  }

  private void requireAlone(Session session) {
    for (WorkerProcess worker : world.workers) {
      for (Session other : worker.sessions()) {
        boolean both =
            other != session && other.confirmed && holds(other, session) && holds(session, other);
        require(
            !both || other.footprint.firstConflict(session.footprint).isEmpty(),
            () ->
                "I1: "
                    + session.attempt()
                    + " and "
                    + other.attempt()
                    + " hold overlapping claims");
      }
    }
  }

  /**
   * Whether git would let it merge; with a claim that writes nothing, which is not written in git,
   * the lock-service alone decides.
   */
  private boolean holds(Session session, Session beside) {
    if (session.over) {
      return false;
    }
    if (session.footprint.hasWrites() && beside.footprint.hasWrites()) {
      Repository.Written claim = session.claim;
      return claim != null && claim.record().isLive() && world.repository.stands(claim);
    }
    return world.locks.claims().stream()
        .map(ClaimView::attempt)
        .anyMatch(living -> living.equals(session.attempt()));
  }

  private void note(AttemptRef attempt, String what) {
    world.history.note(
        attempt.task().key() + "#" + attempt.number() + "@" + attempt.token() + " " + what);
  }
}
