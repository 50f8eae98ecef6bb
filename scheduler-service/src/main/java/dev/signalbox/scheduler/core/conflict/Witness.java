package dev.signalbox.scheduler.core.conflict;

import dev.signalbox.common.footprint.Mode;

/**
 * One held path as seen by somebody who wants it: a writer waits until nobody holds it, a reader
 * until nobody writes it.
 *
 * @param path the path that is held, not the one that is wanted
 * @param wanted how the waiting side wants to hold
 */
public record Witness(String path, Mode wanted) {}
