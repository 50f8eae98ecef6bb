package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that must outlive this process about an attempt.
 *
 * @param closing why it is being ended from here, if so
 * @param over whether it holds nothing any more
 * @param outcome how it ended, for people; empty while it is open
 */
public record SavedAttempt(
    AttemptRef ref,
    Instant publishedAt,
    @Nullable WorkerId worker,
    @Nullable Instant claimedAt,
    @Nullable Closing closing,
    boolean over,
    String outcome) {}
