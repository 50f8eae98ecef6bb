package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import java.time.Instant;

/**
 * An attempt has done its work and may not merge it yet.
 *
 * @param path what it wants
 * @param holder the attempt that has it
 */
public record MergeWait(String path, AttemptRef holder, Instant since) {}
