package dev.signalbox.dashboard.core;

import java.time.Instant;
import java.util.UUID;

/**
 * A task that failed for good: its tries are used up, and nobody takes it up again unless asked to.
 *
 * @param name the plan's
 * @param reason the kind of the failure, then what the worker said
 * @param attempts how many attempts counted against it
 */
public record FailedTask(
    UUID plan, String name, String key, String title, String reason, int attempts, Instant at) {}
