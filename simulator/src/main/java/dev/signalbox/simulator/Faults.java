package dev.signalbox.simulator;

/**
 * How often things go wrong. The first are shares of messages or steps, the others happen so many
 * times per virtual hour.
 *
 * @param duplicate records that are delivered twice
 * @param delay messages that take long, and so overtake each other
 * @param loss requests, or their answers, that are lost and asked again
 * @param step steps of a worker after which it pauses or dies
 * @param failure commands that do not succeed
 * @param commit transactions that fail, or whose success nobody learns
 * @param deaths of workers
 * @param pauses of workers, longer and shorter than their leases
 * @param redis losses of all claims
 * @param schedulers restarts and takeovers of schedulers
 * @param clocks jumps of clocks, and sleep of the whole machine
 * @param commands of users
 */
record Faults(
    double duplicate,
    double delay,
    double loss,
    double step,
    double failure,
    double commit,
    double deaths,
    double pauses,
    double redis,
    double schedulers,
    double clocks,
    double commands) {
  static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Some of the faults, each more or less. */
  static Faults some(Chance chance) {
    return new Faults(
        chance.rate(0.2),
        chance.rate(0.2),
        chance.rate(0.1),
        chance.rate(0.03),
        chance.rate(0.4),
        chance.rate(0.1),
        chance.rate(20),
        chance.rate(20),
        chance.rate(4),
        chance.rate(10),
        chance.rate(10),
        chance.rate(40));
  }
}
