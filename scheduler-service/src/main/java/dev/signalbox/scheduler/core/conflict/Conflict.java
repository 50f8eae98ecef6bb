package dev.signalbox.scheduler.core.conflict;

/**
 * What is in the way: the path that is held, and by whom.
 *
 * @param witness what must change before it is worth looking again
 */
public record Conflict<H>(Witness witness, H holder) {}
