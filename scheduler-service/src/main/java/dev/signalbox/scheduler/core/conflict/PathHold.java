package dev.signalbox.scheduler.core.conflict;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.Mode;
import java.util.List;

/**
 * A hold with its path cut into segments once, for walking the index.
 *
 * @param path without a trailing slash; empty for the whole repository
 */
public record PathHold(String path, List<String> segments, Mode mode) {
  public PathHold {
    segments = List.copyOf(segments);
  }

  /** The holds of a footprint, ready for the index. */
  public static List<PathHold> of(Footprint footprint) {
    return footprint.holds().stream().map(PathHold::of).toList();
  }

  /** Whether one contains the other and one of them writes. */
  public boolean isInTheWayOf(PathHold other) {
    return new Hold(path, mode).conflictsWith(new Hold(other.path, other.mode));
  }

  private static PathHold of(Hold hold) {
    List<String> segments = hold.path().isEmpty() ? List.of() : List.of(hold.path().split("/"));
    return new PathHold(hold.path(), segments, hold.mode());
  }
}
