package dev.signalbox.simulator;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Quiet but for what a test names: what befalls the first attempt of a task at some point. */
final class Scripted extends Mischief {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final Map<String, Supplier<Strike>> strikes = new HashMap<>();
  private final Map<String, Integer> runs = new HashMap<>();
  private @Nullable String failing;
  private @Nullable Strike beforeSending;
  private @Nullable CommitFate fate;
  private boolean repeating;

  /** The first time that the first attempt of the task is there. */
  Scripted when(Point point, String task, Supplier<Strike> strike) {
    strikes.put(task + point, strike);
    return this;
  }

  Scripted pause(Point point, String task, Duration length) {
    return when(point, task, () -> new Strike.Pause(length));
  }

  Scripted death(Point point, String task) {
    return when(point, task, () -> new Strike.Death(Duration.ofMinutes(1)));
  }

  /** Something else happens meanwhile. */
  Scripted meanwhile(Point point, String task, Runnable what) {
    return when(
        point,
        task,
        () -> {
          what.run();
          return new Strike.None();
        });
  }

  Scripted failing(String task) {
    failing = task;
    return this;
  }

  /** Every record comes twice. */
  Scripted repeating() {
    repeating = true;
    return this;
  }

  void nextCommit(CommitFate next) {
    fate = next;
  }

  void nextSending(Strike next) {
    beforeSending = next;
  }

  /** How often the task's command was run. */
  int runs(String task) {
    return runs.getOrDefault(task, 0);
  }

  @Override
  boolean isRepeated(Link link) {
    return repeating;
  }

  @Override
  Strike at(Point point, AttemptRef attempt) {
    Supplier<Strike> strike = strikes.remove(attempt.task().key().value() + point);
    return strike == null ? new Strike.None() : strike.get();
  }

  @Override
  CommitFate commit() {
    CommitFate now = fate;
    fate = null;
    return now == null ? CommitFate.DONE : now;
  }

  @Override
  Strike beforeSending() {
    Strike now = beforeSending;
    beforeSending = null;
    return now == null ? new Strike.None() : now;
  }

  @Override
  Work work(AttemptRef attempt, TaskSpec task) {
    String key = task.key().value();
    runs.merge(key, 1, Integer::sum);
    FailureKind failure = key.equals(failing) ? FailureKind.EXIT : null;
    return new Work(LONG, failure, true, null);
  }
}
