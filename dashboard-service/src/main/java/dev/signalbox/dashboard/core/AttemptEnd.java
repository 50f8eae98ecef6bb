package dev.signalbox.dashboard.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, as its worker told it. */
record AttemptEnd(
    Instant at, String worker, String outcome, String detail, @Nullable String preserved) {}
