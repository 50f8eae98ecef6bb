package dev.signalbox.simulator;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;

/** How long things take and what goes wrong, asked wherever it can matter. This one is quiet. */
class Mischief {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration USUAL = Duration.ofMinutes(1);

  /** How long a message is on its way. */
  Duration latency(Link link) {
    return SHORT;
  }

  /** Whether a request, or the answer to it, gets lost. */
  boolean isLost(Link link) {
    return false;
  }

  /** Whether a record comes a second time. */
  boolean isRepeated(Link link) {
    return false;
  }

  /** What befalls the worker of the attempt there. */
  Strike at(Point point, AttemptRef attempt) {
    return new Strike.None();
  }

  CommitFate commit() {
    return CommitFate.DONE;
  }

  /** What befalls the scheduler between its commit and what it sends. */
  Strike beforeSending() {
    return new Strike.None();
  }

  Work work(AttemptRef attempt, TaskSpec task) {
    var estimate = task.estimate();
    var duration = estimate == null ? null : estimate.duration();
    return new Work(duration == null ? USUAL : duration, null, true, null);
  }

  /** Whether the result cannot be put onto the tip. */
  boolean conflicts(AttemptRef attempt) {
    return false;
  }
}
