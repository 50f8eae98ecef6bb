package dev.signalbox.simulator;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The only source of chance of a run: the same seed throws the same dice. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean happens(double rate) {
    return rate > 0 && random.nextDouble() < rate;
  }

  /** A number from 0 to below the limit. */
  int below(int limit) {
    return random.nextInt(limit);
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  Duration between(Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** A rate that is often nothing at all. */
  double rate(double highest) {
    return random.nextInt(2) == 0 ? 0 : random.nextDouble() * highest;
  }

  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
