package dev.signalbox.common.footprint;

/**
 * One node of the repository's tree held in one mode.
 *
 * @param path the node without a trailing slash; empty for the whole repository
 */
public record Hold(String path, Mode mode) {

  /** Whether the two are in each other's way: one contains the other and one of them writes. */
  public boolean conflictsWith(Hold other) {
    return (mode == Mode.WRITE || other.mode == Mode.WRITE)
        && (contains(path, other.path) || contains(other.path, path));
  }

  /** Whether the node at {@code outer} is, or is an ancestor of, the node at {@code inner}. */
  public static boolean contains(String outer, String inner) {
    return outer.isEmpty()
        || inner.equals(outer)
        || (inner.startsWith(outer) && inner.charAt(outer.length()) == '/');
  }
}
