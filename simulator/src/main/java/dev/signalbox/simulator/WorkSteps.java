package dev.signalbox.simulator;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.core.ChangePolicy;
import dev.signalbox.worker.core.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an attempt that holds its claim does: run, commit, rebase, verify, merge. */
final class WorkSteps {
  private static final Duration KILL = Duration.ofMillis(200);
  private static final int TRIES = 50;

  private final Session session;
  private final World world;
  private boolean running;
  private int tries;

  WorkSteps(Session session) {
    this.session = session;
    this.world = session.world;
  }

  void start() {
    session.announce(
        new TaskEvent.Started(
            world.nextId(),
            session.worker.wall(),
            World.REPOSITORY,
            session.attempt(),
            session.worker.id,
            "branch"));
    Work work = world.mischief.work(session.attempt(), session.delivery.record().task());
    running = true;
    session.whenStopped(() -> session.worker.later(KILL, this::killed));
    if (session.stopReason().isPresent()) {
      session.worker.later(KILL, this::killed);
    }
    session.worker.later(work.takes(), () -> session.at(Point.RUN, () -> ran(work)));
  }

  private void killed() {
    if (running) {
      running = false;
      end(stopped());
    }
  }

  private void ran(Work work) {
    if (!running) {
      return;
    }
    running = false;
    FailureKind failure = work.failure();
    if (failure != null) {
      end(new Outcome.Failed(failure, "it did not work"));
    } else if (work.changes()) {
      commit(work);
    } else {
      end(new Outcome.Completed(null));
    }
  }

  private void commit(Work work) {
    String head = world.repository.commit(session.attempt());
    session.slot.committed(session.attempt(), head);
    session.announce(
        new TaskEvent.Verifying(
            world.nextId(),
            session.worker.wall(),
            World.REPOSITORY,
            session.attempt(),
            session.worker.id,
            head));
    session.at(Point.COMMITTED, () -> declare(work, head));
  }

  private void declare(Work work, String head) {
    String undeclared = work.undeclared();
    if (undeclared == null) {
      merge(head);
      return;
    }
    Footprint whole = ChangePolicy.widened(session.footprint, List.of(undeclared));
    Footprint added = ChangePolicy.only(List.of(undeclared));
    new ClaimSteps(session).amend(added, whole, result -> amended(result, head));
  }

  private void amended(ClaimSteps.Result result, String head) {
    switch (result) {
      case ClaimSteps.Result.Held _ -> merge(head);
      case ClaimSteps.Result.Deferred denied ->
          end(new Outcome.Failed(FailureKind.UNDECLARED, denied.path() + " is held"));
      case ClaimSteps.Result.AlreadyMerged merged -> end(new Outcome.Completed(merged.commit()));
      case ClaimSteps.Result.NotOurs _ -> end(new Outcome.Stopped("not ours"));
      case ClaimSteps.Result.Lost lost -> end(new Outcome.Stopped(lost.why()));
    }
  }

  private void merge(String head) {
    String tip = world.repository.tip();
    if (world.mischief.conflicts(session.attempt())) {
      end(new Outcome.Failed(FailureKind.MERGE_CONFLICT, "changed on both sides"));
      return;
    }
    Repository.Commit result = world.repository.rebased(session.attempt(), head);
    session.at(Point.REBASED, () -> announce(tip, result));
  }

  /** Whoever finds this claim later looks for the commit in the branch before running again. */
  private void announce(String tip, Repository.Commit result) {
    if (session.stopReason().isPresent()) {
      end(stopped());
      return;
    }
    session.announce(
        new TaskEvent.Merging(
            world.nextId(),
            session.worker.wall(),
            World.REPOSITORY,
            session.attempt(),
            session.worker.id,
            result.id()));
    Repository.Written open = session.claim;
    Optional<Repository.Written> merging =
        open == null
            ? Optional.empty()
            : world.repository.write(
                open.record().merging(result.id()), Optional.of(open), List.of());
    if (merging.isEmpty()) {
      end(lost());
    } else {
      session.claim = merging.get();
      session.at(Point.MERGING, () -> put(tip, result, merging.get()));
    }
  }

  private void put(String tip, Repository.Commit result, Repository.Written merging) {
    switch (world.repository.merge(tip, result, merging)) {
      case MERGED -> {
        world.safety.merged(session, result);
        session.at(Point.MERGED, () -> readBack(result));
      }
      case CLAIM_LOST -> end(lost());
      case BRANCH_MOVED -> {
        if (++tries < TRIES) {
          merge(result.head());
        } else {
          end(new Outcome.Failed(FailureKind.REPOSITORY, "the branch moved too often"));
        }
      }
    }
  }

  private void readBack(Repository.Commit result) {
    end(
        world.repository.contains(result.id())
            ? new Outcome.Completed(result.id())
            : new Outcome.Failed(FailureKind.REPOSITORY, "the branch does not contain it"));
  }

  private void end(Outcome outcome) {
    session.whenStopped(() -> {});
    new EndSteps(session).of(outcome);
  }

  private Outcome stopped() {
    return new Outcome.Stopped(session.stopReason().orElse("asked to"));
  }

  private static Outcome lost() {
    return new Outcome.Stopped("another attempt has the claim: nothing was merged");
  }
}
