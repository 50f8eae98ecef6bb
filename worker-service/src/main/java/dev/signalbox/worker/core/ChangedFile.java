package dev.signalbox.worker.core;

/**
 * One file that an attempt changed.
 *
 * @param path where it is now, or was when it is gone
 * @param linesBefore how many lines it had; 0 for new and for binary files
 * @param linesDeleted how many of them are gone
 * @param conflictMarkers whether the change brought the markers of an unfinished merge
 */
public record ChangedFile(
    String path, int linesBefore, int linesDeleted, boolean conflictMarkers) {}
