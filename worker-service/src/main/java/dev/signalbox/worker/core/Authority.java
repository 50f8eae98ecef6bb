package dev.signalbox.worker.core;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a claim may still be believed. It counts from before the last successful request, by two
 * clocks: the monotonic one does not run while a machine sleeps, the wall clock can be set;
 * whichever says first that two thirds of the TTL are over ends the authority.
 *
 * @param ttl of the claim
 * @param provenNanos the monotonic clock before the last success
 * @param provenAt the wall clock before the last success
 * @param renewEvery how often the lock-service wants to hear of it
 */
public record Authority(Duration ttl, long provenNanos, Instant provenAt, Duration renewEvery) {

  private static final int RENEWALS_PER_TTL = 3;

  /** A claim of which the lock-service said nothing more. */
  public Authority(Duration ttl, long provenNanos, Instant provenAt) {
    this(ttl, provenNanos, provenAt, ttl.dividedBy(RENEWALS_PER_TTL));
  }

  /** The same claim, proven again by a request that was sent at that moment. */
  public Authority provenBy(long sentNanos, Instant sentAt) {
    return new Authority(ttl, sentNanos, sentAt, renewEvery);
  }

  /** The same claim, to be renewed that often, but not less often than its life wants it. */
  public Authority renewedEvery(Duration wanted) {
    Duration atLeast = ttl.dividedBy(RENEWALS_PER_TTL);
    Duration every = wanted.compareTo(atLeast) < 0 ? wanted : atLeast;
    return new Authority(ttl, provenNanos, provenAt, every);
  }

  /** Whether the holder must stop: nothing proved the claim for two thirds of its TTL. */
  public boolean isLost(long nowNanos, Instant now) {
    return elapsed(nowNanos, now).compareTo(limit()) >= 0;
  }

  /** Whether it is time to renew. */
  public boolean isRenewalDue(long nowNanos, Instant now) {
    return elapsed(nowNanos, now).compareTo(renewEvery) >= 0;
  }

  /** The part of the TTL in which the claim is believed. */
  public Duration limit() {
    return ttl.multipliedBy(2).dividedBy(3);
  }

  private Duration elapsed(long nowNanos, Instant now) {
    Duration monotonic = Duration.ofNanos(nowNanos - provenNanos);
    Duration wall = Duration.between(provenAt, now);
    return monotonic.compareTo(wall) >= 0 ? monotonic : wall;
  }
}
