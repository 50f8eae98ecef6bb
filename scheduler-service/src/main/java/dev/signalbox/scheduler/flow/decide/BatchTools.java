package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.jooq.TokenBlocks;
import javax.sql.DataSource;

/**
 * What a batch works with.
 *
 * @param failPoint for tests
 * @param portion how many tasks of a plan one record has at most
 */
public record BatchTools(
    DataSource database,
    PlanStore plans,
    TokenBlocks tokens,
    MessageCodec codec,
    DecisionMetrics metrics,
    FailPoint<Step> failPoint,
    int portion) {}
