package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that must outlive this process about an attempt.
 *
 * @param paidAs the class of its task when it was published
 * @param chargeMillis what it costs its plan's share, as far as is known
 * @param closing why it is being ended from here, if so
 * @param onlyReads whether it claims what it writes only before its merge, and has not begun to
 * @param mergeWait what its merge waits for
 * @param cost what it has cost up to now; absent when it told nothing
 * @param person whose it is, if a person's
 * @param over whether it holds nothing any more
 * @param outcome how it ended, for people; empty while it is open
 */
public record SavedAttempt(
    AttemptRef ref,
    Instant publishedAt,
    Priority paidAs,
    long chargeMillis,
    @Nullable WorkerId worker,
    @Nullable Instant claimedAt,
    @Nullable Closing closing,
    boolean onlyReads,
    @Nullable MergeWait mergeWait,
    @Nullable Cost cost,
    @Nullable String person,
    boolean over,
    String outcome) {}
