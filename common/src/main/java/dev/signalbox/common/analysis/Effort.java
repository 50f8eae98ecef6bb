package dev.signalbox.common.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.common.plan.Estimate;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;

/**
 * How long a task is thought to take: its estimate, else its story points, else what is assumed.
 *
 * @param perPoint the time of one story point
 * @param assumed the time of a task without either
 */
public record Effort(Duration perPoint, Duration assumed) {
  public static final Effort DEFAULTS = new Effort(Duration.ofMinutes(10), Duration.ofMinutes(1));

  /** Where a task's time comes from. */
  public enum Source {
    /** The plan gives a duration. */
    @JsonProperty("estimate")
    ESTIMATE,
    /** The plan gives story points. */
    @JsonProperty("points")
    POINTS,
    /** The plan says nothing. */
    @JsonProperty("assumed")
    ASSUMED
  }

  /** The time of a task in milliseconds, at least 1. */
  public long millis(TaskSpec task) {
    Estimate estimate = task.estimate();
    Duration duration = estimate == null ? null : estimate.duration();
    if (duration != null) {
      return Math.max(1, duration.toMillis());
    }
    Double points = estimate == null ? null : estimate.points();
    return points == null
        ? Math.max(1, assumed.toMillis())
        : Math.max(1, Math.round(points * perPoint.toMillis()));
  }

  /** Where {@link #millis} takes it from. */
  public static Source source(TaskSpec task) {
    Estimate estimate = task.estimate();
    if (estimate == null) {
      return Source.ASSUMED;
    }
    if (estimate.duration() != null) {
      return Source.ESTIMATE;
    }
    return estimate.points() == null ? Source.ASSUMED : Source.POINTS;
  }
}
