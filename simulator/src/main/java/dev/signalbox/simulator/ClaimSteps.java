package dev.signalbox.simulator;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.core.ClaimStanding;
import dev.signalbox.worker.core.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Claiming in its three steps: the grant, the claim ref, and the renewal that allows to run. */
final class ClaimSteps {
  private static final int TRIES = 5;

  /** What claiming came to. */
  sealed interface Result {
    /** The attempt may run, or go on. */
    record Held() implements Result {}

    /** Somebody else has a path. */
    record Deferred(String path, TaskId holder) implements Result {}

    /** An older attempt's merge is in the branch already. */
    record AlreadyMerged(String commit) implements Result {}

    /** Another delivery, or a newer attempt, is at work. */
    record NotOurs() implements Result {}

    /** The claim was granted and lost again. */
    record Lost(String why) implements Result {}
  }

  private final Session session;
  private final World world;

  ClaimSteps(Session session) {
    this.session = session;
    this.world = session.world;
  }

  /** All three steps, and then the work. */
  void claim() {
    long sentNanos = session.worker.nanos();
    Instant sentAt = session.worker.wall();
    session.ask(
        () -> world.locks.claim(session.request(session.footprint)),
        answer -> {
          switch (answer) {
            case ClaimAnswer.Granted _ -> {
              session.proven(sentNanos, sentAt);
              session.keep();
              session.at(Point.GRANTED, this::secure);
            }
            case ClaimAnswer.Denied denied -> denied(denied);
            case ClaimAnswer.Closed _, ClaimAnswer.Lost _, ClaimAnswer.Recovering _ ->
                finishRefused(new Result.NotOurs());
          }
        },
        () -> false,
        () -> {});
  }

  /** Adds a path to the claim that is held: all three steps again. */
  void amend(Footprint added, Footprint whole, Consumer<Result> then) {
    session.ask(
        () -> world.locks.amend(session.request(added)),
        answer -> {
          switch (answer) {
            case ClaimAnswer.Granted _ -> {
              session.footprint = whole;
              look(1, then);
            }
            case ClaimAnswer.Denied denied ->
                then.accept(new Result.Deferred(denied.path(), denied.holder().task()));
            case ClaimAnswer.Closed _, ClaimAnswer.Lost _, ClaimAnswer.Recovering _ ->
                then.accept(new Result.Lost("the lock-service answered " + answer));
          }
        },
        () -> session.stopReason().isPresent(),
        () -> then.accept(new Result.Lost("no answer")));
  }

  private void denied(ClaimAnswer.Denied denied) {
    boolean otherDelivery = denied.holder().token().equals(session.attempt().token());
    finishRefused(
        otherDelivery
            ? new Result.NotOurs()
            : new Result.Deferred(denied.path(), denied.holder().task()));
  }

  private void secure() {
    if (session.footprint.hasWrites()) {
      look(1, this::secured);
    } else {
      confirm(this::secured);
    }
  }

  private void look(int tries, Consumer<Result> then) {
    Optional<Repository.Written> found = world.repository.find(session.attempt());
    ClaimStanding standing =
        ClaimStanding.of(session.record(), found.map(Repository.Written::record));
    switch (standing) {
      case ClaimStanding.Free _, ClaimStanding.Mine _ -> readOthers(found, tries, then);
      case ClaimStanding.PerhapsMerged merged -> {
        if (world.repository.contains(merged.commit())) {
          then.accept(new Result.AlreadyMerged(merged.commit()));
        } else {
          readOthers(found, tries, then);
        }
      }
      case ClaimStanding.Duplicate _, ClaimStanding.Stale _ -> then.accept(new Result.NotOurs());
    }
  }

  private void readOthers(Optional<Repository.Written> found, int tries, Consumer<Result> then) {
    List<Repository.Written> inTheWay =
        world.repository.liveInTheWay(session.attempt(), session.footprint);
    session.at(
        Point.REFS_READ,
        () -> {
          if (inTheWay.isEmpty()) {
            write(found, inTheWay, tries, then);
          } else {
            session.ask(
                world.locks::claims,
                living -> unlessLiving(found, inTheWay, living, tries, then),
                () -> session.stopReason().isPresent(),
                () -> then.accept(new Result.Lost("the lock-service did not answer")));
          }
        });
  }

  private void unlessLiving(
      Optional<Repository.Written> found,
      List<Repository.Written> inTheWay,
      List<ClaimView> views,
      int tries,
      Consumer<Result> then) {
    Set<AttemptRef> living =
        views.stream().map(ClaimView::attempt).collect(Collectors.toUnmodifiableSet());
    Optional<ClaimRecord> holder =
        inTheWay.stream()
            .map(Repository.Written::record)
            .filter(record -> living.contains(record.attempt()))
            .findFirst();
    if (holder.isPresent()) {
      Footprint theirs = holder.get().footprint();
      String path = session.footprint.firstConflict(theirs).map(Hold::path).orElse("");
      then.accept(new Result.Deferred(path, holder.get().attempt().task()));
    } else {
      write(found, inTheWay, tries, then);
    }
  }

  private void write(
      Optional<Repository.Written> found,
      List<Repository.Written> toClose,
      int tries,
      Consumer<Result> then) {
    Optional<Repository.Written> written = world.repository.write(session.record(), found, toClose);
    if (written.isPresent()) {
      session.claim = written.get();
      session.at(Point.REF_WRITTEN, () -> confirm(then));
    } else if (tries < TRIES) {
      look(tries + 1, then);
    } else {
      then.accept(new Result.Lost("the claim ref could not be written"));
    }
  }

  private void confirm(Consumer<Result> then) {
    session.renew(
        () -> {
          session.confirmed = true;
          world.safety.confirmed(session);
          then.accept(new Result.Held());
        },
        () -> then.accept(new Result.Lost("the claim was not renewed")),
        () -> {
          if (session.stopReason().isPresent()) {
            then.accept(new Result.Lost("the lock-service did not answer"));
          } else {
            confirm(then);
          }
        });
  }

  private void secured(Result result) {
    switch (result) {
      case Result.Held _ ->
          session.at(Point.CONFIRMED, () -> claimed(() -> new WorkSteps(session).start()));
      case Result.AlreadyMerged merged -> claimed(() -> closeMerged(merged.commit()));
      case Result.Deferred _, Result.NotOurs _ ->
          new EndSteps(session).release(() -> finishRefused(result));
      case Result.Lost lost ->
          new EndSteps(session)
              .withoutWork(new Outcome.Stopped(lost.why()), session.delivery::accept);
    }
  }

  /** The broker knows of the claim before the record is given back. */
  private void claimed(Runnable then) {
    TaskEvent event =
        new TaskEvent.Claimed(
            world.nextId(),
            session.worker.wall(),
            World.REPOSITORY,
            session.attempt(),
            session.worker.id);
    session.publish(
        event,
        () ->
            session.at(
                Point.ANNOUNCED,
                () -> {
                  session.delivery.accept();
                  session.at(Point.ACKNOWLEDGED, then);
                }));
  }

  private void closeMerged(String commit) {
    world.repository.write(
        session.record().closed(commit), world.repository.find(session.attempt()), List.of());
    new EndSteps(session).withoutWork(new Outcome.Completed(commit), () -> {});
  }

  private void finishRefused(Result result) {
    Runnable done =
        () -> {
          session.delivery.accept();
          session.leaveSlot();
        };
    if (result instanceof Result.Deferred deferred) {
      session.publish(
          new TaskEvent.Deferred(
              world.nextId(),
              session.worker.wall(),
              World.REPOSITORY,
              session.attempt(),
              session.worker.id,
              deferred.path(),
              deferred.holder()),
          done);
    } else {
      done.run();
    }
  }
}
