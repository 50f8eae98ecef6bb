package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the attempts that are out with the claims that stand, and mends what differs. */
final class ClaimRules {
  private final Ledger ledger;
  private final AttemptRules attempts;

  ClaimRules(Ledger ledger, AttemptRules attempts) {
    this.ledger = ledger;
    this.attempts = attempts;
  }

  /** Nothing new is granted until then, so nobody is to blame for not being granted. */
  void recovering(@Nullable Instant until) {
    ledger.recoveringUntil = until;
    for (OpenAttempt attempt : ledger.attempts.values()) {
      attempt.unclaimedFrom = null;
      if (until != null && attempt.queuedFrom.isBefore(until)) {
        attempt.queuedFrom = until;
      }
    }
  }

  /** A claim that is nobody's is revoked; an attempt without its claim is lost, but not at once. */
  void compare(Input.ClaimsSeen seen) {
    Set<AttemptRef> standing = new HashSet<>();
    for (Input.ClaimsSeen.Standing claim : seen.claims()) {
      standing.add(claim.attempt());
      boolean settled = !claim.grantedAt().plus(seen.settled()).isAfter(seen.asOf());
      if (settled && ledger.open(claim.attempt()) == null) {
        ledger.emit(new Effect.RevokeClaim(claim.attempt()));
      }
    }
    List<OpenAttempt> holders =
        ledger.attempts.values().stream().filter(ClaimRules::shouldHold).toList();
    if (ledger.recoveringUntil == null) {
      holders.forEach(attempt -> reconcile(attempt, standing.contains(attempt.ref), seen));
    } else if (haveAll(standing, holders)) {
      ledger.emit(new Effect.EndRecovery());
    }
  }

  private void reconcile(OpenAttempt attempt, boolean stands, Input.ClaimsSeen seen) {
    Instant missed = attempt.unclaimedFrom;
    Instant claimed = attempt.claimedAt;
    boolean settled = claimed != null && claimed.plus(seen.settled()).isBefore(seen.asOf());
    if (stands || !settled) {
      attempt.unclaimedFrom = null;
    } else if (missed == null) {
      attempt.unclaimedFrom = seen.asOf();
    } else if (!missed.plus(seen.settled()).isAfter(seen.asOf())) {
      attempts.close(attempt, Closing.LOST, "its claim is gone");
    }
  }

  private static boolean shouldHold(OpenAttempt attempt) {
    return attempt.claimedAt != null && attempt.closing == null;
  }

  private static boolean haveAll(Set<AttemptRef> standing, List<OpenAttempt> holders) {
    return holders.stream().allMatch(attempt -> standing.contains(attempt.ref));
  }
}
