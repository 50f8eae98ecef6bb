package dev.signalbox.dashboard.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record that could not be read or stored, and why. */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
    Position position, Instant at, @Nullable String key, byte @Nullable [] value, String error) {}
