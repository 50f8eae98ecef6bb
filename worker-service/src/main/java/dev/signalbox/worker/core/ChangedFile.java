package dev.signalbox.worker.core;

import org.jspecify.annotations.Nullable;

/**
 * One file that an attempt changed.
 *
 * @param path where it is now, or was when it is gone
 * @param linesBefore how many lines it had; 0 for new and for binary files
 * @param linesDeleted how many of them are gone
 * @param conflictMarkers whether the change brought the markers of an unfinished merge
 * @param flaw why it must not be merged, whatever the plan allows
 */
public record ChangedFile(
    String path,
    int linesBefore,
    int linesDeleted,
    boolean conflictMarkers,
    @Nullable String flaw) {

  /** A file without a flaw. */
  public ChangedFile(String path, int linesBefore, int linesDeleted, boolean conflictMarkers) {
    this(path, linesBefore, linesDeleted, conflictMarkers, null);
  }
}
