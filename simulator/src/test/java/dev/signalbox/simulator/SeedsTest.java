package dev.signalbox.simulator;

import org.junit.jupiter.api.Test;

/** I1 to I7 and I8 on many runs with faults; a failing one names its seed. */
class SeedsTest {
  private static final long SEEDS = Long.getLong("signalbox.simulation.seeds", 2000);

  @Test
  void everySeedKeepsTheInvariants() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Simulation.run(seed, Parts.REAL);
    }
  }
}
