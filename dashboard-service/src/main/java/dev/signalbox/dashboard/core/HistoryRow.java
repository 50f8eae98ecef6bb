package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.PlanId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a plan's history: a change the scheduler made, or an event of an attempt. */
public record HistoryRow(
    Position position,
    PlanId plan,
    @Nullable String key,
    Instant at,
    String type,
    @Nullable String from,
    @Nullable String to,
    @Nullable Integer attempt,
    @Nullable String worker,
    @Nullable String branch,
    @Nullable String commit,
    String detail) {}
