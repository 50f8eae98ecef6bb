package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.OutputLog;
import java.util.Map;

/**
 * An attempt at its place, while it is worked on.
 *
 * @param environment of its commands
 * @param marker what its processes carry
 */
record Working(
    RunningAttempt attempt,
    Workplace place,
    Map<String, String> environment,
    String marker,
    OutputLog log) {

  Working {
    environment = Map.copyOf(environment);
  }

  /** The same attempt with other names for its commands. */
  Working with(Map<String, String> other) {
    return new Working(attempt, place, other, marker, log);
  }

  Assignment assignment() {
    return attempt.assignment();
  }

  TargetRepository target() {
    return place.target();
  }
}
