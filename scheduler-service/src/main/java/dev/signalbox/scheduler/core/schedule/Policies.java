package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.plan.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The times and limits that decisions depend on.
 *
 * @param queuedLease how long an attempt may be published without being granted
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
    Duration revokeRepeat,
    Duration stopGrace,
    Duration deferral,
    Duration longestDeferral,
    Duration claimTtl,
    int conflictReruns,
    Duration assumedDuration,
    Memory memory,
    Order order,
    Caps caps,
    People people) {

  public static final Policies DEFAULTS =
      new Policies(
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(60),
          2,
          Duration.ofMinutes(1),
          Memory.DEFAULTS,
          new Order(Duration.ofMinutes(10), 3, Duration.ofMinutes(10), false, 12_000_000),
          new Caps(0, Map.of(), Map.of(), 4, Duration.ofMinutes(30)),
          new People(Duration.ofHours(24), 75));

  /**
   * How long people have tasks.
   *
   * @param lease how long a claim lasts without a sign of its person
   * @param remindAfter the percentage of the lease after which they are reminded
   */
  public record People(Duration lease, int remindAfter) {
    private static final int WHOLE = 100;

    /** When who holds a claim until then is reminded. */
    Instant reminder(Instant until) {
      return until.minus(lease.multipliedBy(WHOLE - remindAfter).dividedBy(WHOLE));
    }
  }

  /**
   * Who comes first.
   *
   * @param ageingTier a waiting task rises by one tier inside its class for each of these
   * @param highestTier where ageing ends
   * @param reservationAfter how long a task waits for its paths before they are kept for it
   * @param preemption whether P0 tasks may stop work of lower classes
   * @param foresight how many tasks may be looked at to order a plan by running it in advance; each
   *     costs some nanoseconds, so that usually it takes a twentieth of a second at most
   */
  public record Order(
      Duration ageingTier,
      int highestTier,
      Duration reservationAfter,
      boolean preemption,
      long foresight) {}

  /** The same with another budget of foresight, for simulations. */
  public Policies withForesight(long steps) {
    return with(
        new Order(
            order.ageingTier(),
            order.highestTier(),
            order.reservationAfter(),
            order.preemption(),
            steps));
  }

  /**
   * How many attempts may be out at one time; 0 for as many as there is room for.
   *
   * @param system in all
   * @param classes of a class
   * @param lanes on a lane
   * @param noFiles of tasks without declared files that nothing keeps apart
   * @param mergeWait how long finished work may wait for its merge before nothing new is started
   */
  public record Caps(
      int system,
      Map<Priority, Integer> classes,
      Map<String, Integer> lanes,
      int noFiles,
      Duration mergeWait) {
    public Caps {
      classes = Map.copyOf(classes);
      lanes = Map.copyOf(lanes);
    }
  }

  /** The same with another order, for tests and simulations. */
  public Policies with(Order other) {
    return with(other, caps);
  }

  /** The same with other caps, for tests and simulations. */
  public Policies with(Caps other) {
    return with(order, other);
  }

  private Policies with(Order first, Caps most) {
    return new Policies(
        queuedLease,
        revokeRepeat,
        stopGrace,
        deferral,
        longestDeferral,
        claimTtl,
        conflictReruns,
        assumedDuration,
        memory,
        first,
        most,
        people);
  }
}
