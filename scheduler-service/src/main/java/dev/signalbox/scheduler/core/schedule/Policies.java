package dev.signalbox.scheduler.core.schedule;

import java.time.Duration;

/**
 * The times and limits that decisions depend on.
 *
 * @param queuedLease how long an attempt may be published without being granted
 * @param ageingTier a waiting task rises by one tier inside its class for each of these
 * @param highestTier where ageing ends
 * @param revokeRepeat how often an unanswered revocation is asked again
 * @param stopGrace how long a worker may take to stop before its claim is revoked
 * @param deferral how long a deferred task waits at least when nothing is released; doubles
 * @param longestDeferral where that doubling ends
 * @param claimTtl how long claims live without renewal
 * @param conflictReruns how often a merge conflict is no failure but a new attempt on the new tip
 * @param assumedDuration of a task without an estimate
 * @param memory how long what is over, or not here yet, is kept
 */
public record Policies(
    Duration queuedLease,
    Duration ageingTier,
    int highestTier,
    Duration revokeRepeat,
    Duration stopGrace,
    Duration deferral,
    Duration longestDeferral,
    Duration claimTtl,
    int conflictReruns,
    Duration assumedDuration,
    Memory memory) {
  public static final Policies DEFAULTS =
      new Policies(
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          3,
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(60),
          2,
          Duration.ofMinutes(1),
          Memory.DEFAULTS);
}
