package dev.signalbox.scheduler.core.conflict;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.Mode;
import java.util.List;

/**
 * A hold for walking the index. A plan may have a million of them, so the segments of the path are
 * cut when they are asked for.
 *
 * @param path without a trailing slash; empty for the whole repository
 */
public record PathHold(String path, Mode mode) {
  /** The holds of a footprint, ready for the index. */
  public static List<PathHold> of(Footprint footprint) {
    return footprint.holds().stream().map(PathHold::of).toList();
  }

  /** Whether one contains the other and one of them writes. */
  public boolean isInTheWayOf(PathHold other) {
    return new Hold(path, mode).conflictsWith(new Hold(other.path, other.mode));
  }

  /** The segments of the path, outermost first; none for the whole repository. */
  public List<String> segments() {
    return path.isEmpty() ? List.of() : List.of(path.split("/"));
  }

  private static PathHold of(Hold hold) {
    return new PathHold(hold.path(), hold.mode());
  }
}
