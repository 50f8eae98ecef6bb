package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.plan.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** Policies whose caps and times are reached by a few tasks in a few minutes, or not at all. */
final class RandomPolicies {
  private RandomPolicies() {}

  static Policies next(Random random) {
    Policies.Order order =
        new Policies.Order(
            Duration.ofSeconds(10 + random.nextInt(100)),
            3,
            Duration.ofSeconds(5 + random.nextInt(60)),
            random.nextBoolean(),
            10_000);
    Policies.Caps caps =
        new Policies.Caps(
            random.nextInt(6),
            random.nextBoolean() ? Map.of() : Map.of(Priority.P2, 1 + random.nextInt(2)),
            random.nextBoolean() ? Map.of() : Map.of("default", 1 + random.nextInt(4)),
            random.nextInt(3),
            Duration.ofSeconds(random.nextInt(60)));
    return Policies.DEFAULTS.with(order).with(caps);
  }
}
