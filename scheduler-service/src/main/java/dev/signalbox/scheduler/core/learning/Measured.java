package dev.signalbox.scheduler.core.learning;

import dev.signalbox.common.id.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What a merged task took, and what was expected of it when its plan came in.
 *
 * @param author the author's estimate, if any
 */
public record Measured(
    TaskId task, long actualMillis, @Nullable Expected author, Expected expected) {

  /** How far an expectation was off, as a share of what it took. */
  public double error(Expected of) {
    return (double) Math.abs(of.millis() - actualMillis) / actualMillis;
  }
}
