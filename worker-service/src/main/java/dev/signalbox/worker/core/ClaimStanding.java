package dev.signalbox.worker.core;

import java.util.Optional;

/** How a new claim stands to what its task's claim ref says already. */
public sealed interface ClaimStanding {

  /** The ref is free, or an older attempt's: write over it. */
  record Free() implements ClaimStanding {}

  /** This very claim is written already. */
  record Mine() implements ClaimStanding {}

  /** Another delivery of the same attempt holds it. */
  record Duplicate() implements ClaimStanding {}

  /** A newer attempt was here: this one is over. */
  record Stale() implements ClaimStanding {}

  /** An older attempt was about to merge this commit, or did: look before running. */
  record PerhapsMerged(String commit) implements ClaimStanding {}

  /** Compares a claim with what the ref holds. */
  static ClaimStanding of(ClaimRecord mine, Optional<ClaimRecord> found) {
    return found.map(record -> against(mine, record)).orElseGet(Free::new);
  }

  private static ClaimStanding against(ClaimRecord mine, ClaimRecord found) {
    int order = found.token().compareTo(mine.token());
    if (order > 0) {
      return new Stale();
    }
    if (order == 0) {
      return sameToken(mine, found);
    }
    String commit = found.commit();
    return commit == null ? new Free() : new PerhapsMerged(commit);
  }

  private static ClaimStanding sameToken(ClaimRecord mine, ClaimRecord found) {
    if (!found.isLive()) {
      return new Stale();
    }
    return found.nonce().equals(mine.nonce()) ? new Mine() : new Duplicate();
  }
}
