package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.core.conflict.PathHold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt that was published and is not over: it holds its paths and counts as a slot. */
final class OpenAttempt {

  /** Worker time of an attempt, counted in the class that its task had when it was published. */
  record Charge(Priority priority, long millis) {
    Charge of(long other) {
      return new Charge(priority, other);
    }
  }

  final AttemptRef ref;
  final TaskRun task;
  final Instant publishedAt;

  /** What it costs its plan's share: how long it should take, as far as is known now. */
  Charge charge;

  /** What its lease as a queued attempt counts from. */
  Instant queuedFrom;

  @Nullable WorkerId worker;
  @Nullable Instant claimedAt;
  @Nullable Closing closing;

  /** Who or what ends it, in words; empty after a restart. */
  String closingReason = "";

  /** Whether the revocation is on its way and to be repeated until it is answered. */
  boolean revoking;

  /** Whether a timer looks at how long it takes. */
  boolean watched;

  /** Whose it is, when a person does the work: it takes no slot and counts against no limit. */
  @Nullable String person;

  /** Whether it holds only what it reads, and claims what it writes before its merge. */
  boolean onlyReads;

  /** What it waits for with its work done; absent when it does not. */
  @Nullable MergeWait mergeWait;

  /** When its worker first said, without a break since, that it does not have it. */
  @Nullable Instant missedFrom;

  /** How far it is, by its own words. */
  Progress progress = Progress.NONE;

  /** When its command will be ended; absent while that is not near. */
  @Nullable Instant timeoutAt;

  /** When the lock-service was first seen, without a break since, not to know its claim. */
  @Nullable Instant unclaimedFrom;

  boolean over;

  /** Whether it is over because its claim was denied: it never held what it asked for. */
  boolean denied;

  String outcome = "";

  OpenAttempt(AttemptRef ref, TaskRun task, Instant publishedAt, Charge charge) {
    this.ref = ref;
    this.task = task;
    this.publishedAt = publishedAt;
    this.charge = charge;
    this.queuedFrom = publishedAt;
  }

  /** The paths that nobody else is given now. */
  List<PathHold> holds() {
    return onlyReads ? task.readHolds : task.holds;
  }

  boolean isCurrent() {
    return task.current == this;
  }

  Instant expectedEnd() {
    PersonClaim claim = person == null ? null : task.person;
    return claim == null ? publishedAt.plusMillis(charge.millis()) : claim.until();
  }

  /** Why it is over, for people, when its worker did not say. */
  String whyOver() {
    Closing how = closing;
    if (how == null) {
      return "its claim was closed";
    }
    return switch (how) {
      case LOST -> "its worker died or lost it";
      case PREEMPTED -> "stopped to make room for a P0 task";
      case UNGRANTED -> "no worker took it in time";
      case DEADLOCK -> "stopped to end a deadlock";
      case CANCELLED -> "cancelled";
      case RELEASED, HELD -> closingReason.isEmpty() ? "its claim was released" : closingReason;
      case GIVEN_BACK -> "given back";
      case GIVEN_UP -> "given up";
      case SUPERSEDED -> "another attempt was merged";
    };
  }

  SavedAttempt saved() {
    return new SavedAttempt(
        ref,
        publishedAt,
        charge.priority(),
        charge.millis(),
        worker,
        claimedAt,
        closing,
        onlyReads,
        mergeWait,
        progress.cost(),
        person,
        over,
        outcome);
  }
}
