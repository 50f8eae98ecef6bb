package dev.signalbox.simulator;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.List;

/** Mischief by chance, at the rates of some faults, until there are none any more. */
final class RandomMischief extends Mischief {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(150);
  private static final List<FailureKind> KINDS = List.of(FailureKind.values());

  private final Chance chance;
  private Faults faults;

  RandomMischief(Chance chance, Faults faults) {
    this.chance = chance;
    this.faults = faults;
  }

  Faults faults() {
    return faults;
  }

  /** From now on nothing goes wrong. */
  void end() {
    faults = Faults.NONE;
  }

  @Override
  Duration latency(Link link) {
    return chance.happens(faults.delay())
        ? chance.between(Duration.ofMillis(100), Duration.ofSeconds(8))
        : Duration.ofMillis(chance.between(1, 20));
  }

  @Override
  boolean isLost(Link link) {
    return chance.happens(faults.loss());
  }

  @Override
  boolean isRepeated(Link link) {
    return chance.happens(faults.duplicate());
  }

  @Override
  Strike at(Point point, AttemptRef attempt) {
    if (!chance.happens(faults.step())) {
      return new Strike.None();
    }
    return chance.happens(0.5) ? new Strike.Pause(pause()) : new Strike.Death(restart());
  }

  @Override
  CommitFate commit() {
    if (!chance.happens(faults.commit())) {
      return CommitFate.DONE;
    }
    return chance.happens(0.5) ? CommitFate.FAILED : CommitFate.UNKNOWN;
  }

  @Override
  Strike beforeSending() {
    if (!chance.happens(faults.commit() / 4)) {
      return new Strike.None();
    }
    return chance.happens(0.5) ? new Strike.Pause(pause()) : new Strike.Death(restart());
  }

  @Override
  Work work(AttemptRef attempt, TaskSpec task) {
    Duration takes = chance.between(Duration.ofSeconds(1), Duration.ofMinutes(6));
    FailureKind failure = chance.happens(faults.failure()) ? chance.oneOf(KINDS) : null;
    String undeclared = chance.happens(0.1) ? "extra/f" + chance.below(4) : null;
    boolean changes = undeclared != null || (task.declared().hasWrites() && chance.happens(0.9));
    return new Work(takes, failure, changes, undeclared);
  }

  @Override
  boolean conflicts(AttemptRef attempt) {
    return chance.happens(faults.failure() / 4);
  }

  Duration pause() {
    return chance.happens(0.5)
        ? chance.between(Duration.ofSeconds(1), Duration.ofMinutes(2))
        : chance.between(Duration.ofMinutes(2), LONGEST_PAUSE);
  }

  Duration restart() {
    return chance.between(Duration.ofSeconds(1), Duration.ofMinutes(3));
  }
}
