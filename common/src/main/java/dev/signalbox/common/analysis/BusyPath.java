package dev.signalbox.common.analysis;

import java.time.Duration;

/**
 * A path that several tasks write, one after another.
 *
 * @param path empty for the whole repository
 * @param tasks how many tasks write it or a directory it is in
 * @param load how long they write it together
 */
public record BusyPath(String path, int tasks, Duration load) {}
