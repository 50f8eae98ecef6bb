package dev.signalbox.worker.flow;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.git.WrittenClaim;
import dev.signalbox.worker.adapter.http.LockClient;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.core.ClaimStanding;
import dev.signalbox.worker.core.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Claims a footprint in three steps: the grant, the claim ref in the target repository (which
 * closes those it displaced), and a renewal. Only the third allows to run.
 */
public final class Claiming {

  private static final int TRIES = 5;

  private final LockClient locks;
  private final ClaimRefs refs;
  private final ClaimKeeper keeper;
  private final WorkerId worker;

  /** What claiming came to. */
  sealed interface Result {

    /** The attempt may run. */
    record Held() implements Result {}

    /** Somebody else has a path; nothing is held. */
    record Deferred(String path, AttemptRef holder) implements Result {}

    /** An older attempt's merge is in the branch already; the claim is held, to be closed. */
    record AlreadyMerged(String commit) implements Result {}

    /** Another delivery of this attempt, or a newer attempt, is at work: nothing to do. */
    record NotOurs(String why) implements Result {}

    /** Somebody else keeps a claim ref from being changed; nothing is held. */
    record Locked(Path file) implements Result {}

    /** The claim was granted and lost again. */
    record Lost(String why) implements Result {}
  }

  public Claiming(LockClient locks, ClaimRefs refs, ClaimKeeper keeper, WorkerId worker) {
    this.locks = locks;
    this.refs = refs;
    this.keeper = keeper;
    this.worker = worker;
  }

  /** Step one, which needs no repository. Empty when it was granted. */
  Optional<Result> ask(RunningAttempt attempt) {
    Assignment assignment = attempt.assignment();
    long sentNanos = System.nanoTime();
    Instant sentAt = Instant.now();
    ClaimAnswer answer = locks.claim(request(attempt, assignment.footprint()));
    return switch (answer) {
      case ClaimAnswer.Granted granted -> {
        attempt.proven(sentNanos, sentAt, granted);
        attempt.granted(assignment.footprint());
        attempt.reached(Step.GRANTED);
        yield Optional.empty();
      }
      case ClaimAnswer.Denied denied -> Optional.of(denied(attempt.attempt(), denied));
      case ClaimAnswer.Recovering recovering -> throw notNow(recovering);
      case ClaimAnswer.Closed closed ->
          Optional.of(new Result.NotOurs("token " + closed.closed() + " is closed"));
      case ClaimAnswer.Lost lost -> Optional.of(new Result.NotOurs("lost: " + lost.detail()));
    };
  }

  /** Steps two and three. */
  Result secure(RunningAttempt attempt, TargetRepository target) {
    Assignment assignment = attempt.assignment();
    attempt.at(target);
    // Whoever merges later is fenced from the start, also when nothing is claimed yet.
    return assignment.declared().hasWrites()
        ? write(attempt, target, assignment.footprint())
        : read(attempt, target, assignment.footprint());
  }

  /** Adds paths to a claim that is held: all three steps again. */
  Result amend(RunningAttempt attempt, TargetRepository target, Footprint added, Footprint whole) {
    ClaimAnswer answer = locks.amend(request(attempt, added));
    return switch (answer) {
      case ClaimAnswer.Granted _ -> {
        attempt.granted(added);
        yield write(attempt, target, whole);
      }
      case ClaimAnswer.Denied denied -> new Result.Deferred(denied.path(), denied.holder());
      case ClaimAnswer.Recovering recovering -> throw notNow(recovering);
      case ClaimAnswer.Closed _, ClaimAnswer.Lost _ ->
          new Result.Lost("the lock-service answered " + answer);
    };
  }

  /** Puts this attempt's closed claim in the place of the one whose merge it found. */
  void closeMerged(RunningAttempt attempt, TargetRepository target, String commit) {
    ClaimRecord mine =
        ClaimRecord.open(attempt.attempt(), attempt.nonce(), attempt.assignment().footprint())
            .giving(attempt.outputs());
    refs.write(target, mine.closed(commit), refs.find(target, attempt.attempt()), List.of());
  }

  private ClaimRequest request(RunningAttempt attempt, Footprint footprint) {
    return attempt.request(worker, footprint);
  }

  /** Whoever is patient asks again until it is over. */
  private static LockServiceUnreachableException notNow(ClaimAnswer.Recovering recovering) {
    return new LockServiceUnreachableException(
        "the lock-service is recovering until " + recovering.until(), null);
  }

  private static Result denied(AttemptRef mine, ClaimAnswer.Denied denied) {
    if (denied.holder().token().equals(mine.token())) {
      return new Result.NotOurs("another delivery of this attempt holds the claim");
    }
    return new Result.Deferred(denied.path(), denied.holder());
  }

  private Result write(RunningAttempt attempt, TargetRepository target, Footprint footprint) {
    ClaimRecord mine = ClaimRecord.open(attempt.attempt(), attempt.nonce(), footprint);
    for (int tries = 0; tries < TRIES; tries++) {
      target.refresh();
      Optional<WrittenClaim> found = refs.find(target, attempt.attempt());
      ClaimStanding standing = ClaimStanding.of(mine, found.map(WrittenClaim::record));
      Optional<Result> result =
          switch (standing) {
            case ClaimStanding.Free _, ClaimStanding.Mine _ -> put(attempt, target, mine, found);
            case ClaimStanding.PerhapsMerged merged ->
                isMerged(attempt.assignment(), target, merged.commit())
                    ? Optional.of(alreadyMerged(attempt, found, merged.commit()))
                    : put(attempt, target, mine, found);
            case ClaimStanding.Duplicate _ ->
                Optional.of(new Result.NotOurs("the claim ref is another delivery's"));
            case ClaimStanding.Stale _ ->
                Optional.of(new Result.NotOurs("the claim ref is a newer attempt's"));
          };
      if (result.isPresent()) {
        return result.get();
      }
    }
    return locked(attempt, target, footprint)
        .orElseGet(() -> new Result.Lost("the claim ref could not be written"));
  }

  /** A reader has no ref of its own, but takes from dead writers the right to merge. */
  private Result read(RunningAttempt attempt, TargetRepository target, Footprint footprint) {
    for (int tries = 0; tries < TRIES && !footprint.isEmpty(); tries++) {
      target.refresh();
      List<WrittenClaim> inTheWay = refs.liveInTheWay(target, attempt.attempt(), footprint);
      Optional<WrittenClaim> living = firstLiving(attempt.assignment(), inTheWay);
      if (living.isPresent()) {
        return deferredBy(living.get().record(), footprint);
      }
      if (inTheWay.isEmpty() || refs.close(target, inTheWay)) {
        return renewed(attempt);
      }
    }
    if (footprint.isEmpty()) {
      target.refresh();
      return renewed(attempt);
    }
    return locked(attempt, target, footprint)
        .orElseGet(() -> new Result.Lost("the claim refs of ended attempts could not be closed"));
  }

  /** A process that is stopped in the middle of a change keeps its lock file for as long. */
  private Optional<Result> locked(
      RunningAttempt attempt, TargetRepository target, Footprint footprint) {
    Stream<String> others =
        refs.liveInTheWay(target, attempt.attempt(), footprint).stream().map(WrittenClaim::ref);
    return Stream.concat(Stream.of(ClaimRecord.refOf(attempt.attempt())), others)
        .flatMap(ref -> target.lockOf(ref).stream())
        .findFirst()
        .map(Result.Locked::new);
  }

  private static Result deferredBy(ClaimRecord other, Footprint footprint) {
    String path = footprint.firstConflict(other.footprint()).map(Hold::path).orElse("");
    return new Result.Deferred(path, other.attempt());
  }

  /** Empty when something moved and all must be looked at again. */
  private Optional<Result> put(
      RunningAttempt attempt,
      TargetRepository target,
      ClaimRecord mine,
      Optional<WrittenClaim> found) {
    List<WrittenClaim> inTheWay = refs.liveInTheWay(target, attempt.attempt(), mine.footprint());
    Optional<WrittenClaim> living = firstLiving(attempt.assignment(), inTheWay);
    if (living.isPresent()) {
      return Optional.of(deferredBy(living.get().record(), mine.footprint()));
    }
    return refs.write(target, mine, found, inTheWay)
        .map(written -> {
          attempt.claim(written);
          attempt.reached(Step.CLAIM_WRITTEN);
          return renewed(attempt);
        });
  }

  /**
   * A ref whose claim the lock-service no longer knows is a dead holder's: it was displaced,
   * expired or revoked. Closing it takes that holder's right to merge away, should it be alive
   * after all.
   */
  private Optional<WrittenClaim> firstLiving(Assignment assignment, List<WrittenClaim> inTheWay) {
    if (inTheWay.isEmpty()) {
      return Optional.empty();
    }
    Set<AttemptRef> living =
        locks.claims(assignment.repository()).stream()
            .map(ClaimView::attempt)
            .collect(Collectors.toCollection(HashSet::new));
    return inTheWay.stream().filter(claim -> living.contains(claim.record().attempt())).findFirst();
  }

  private static Result alreadyMerged(
      RunningAttempt attempt, Optional<WrittenClaim> found, String commit) {
    found.ifPresent(claim -> attempt.gives(claim.record().given()));
    return new Result.AlreadyMerged(commit);
  }

  private static boolean isMerged(Assignment assignment, TargetRepository target, String commit) {
    return target.contains(assignment.mergeBranch(), commit);
  }

  private Result renewed(RunningAttempt attempt) {
    if (!keeper.renew(attempt)) {
      return new Result.Lost(attempt.stopReason().orElse("the claim was not renewed"));
    }
    attempt.reached(Step.RENEWED);
    return new Result.Held();
  }
}
