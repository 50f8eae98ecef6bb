package dev.signalbox.dashboard.flow;

import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.core.PlanView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole system in numbers.
 *
 * @param slots of living workers
 * @param busySlots those of them with an attempt
 * @param successRate completed over completed and failed, of all plans; absent before the first
 * @param completedLastHour tasks completed in the last 60 minutes
 * @param active plans that are running or paused, each with its own numbers
 */
public record MetricsView(
    Instant now,
    Map<String, Integer> plans,
    Map<TaskState, Integer> tasks,
    int liveWorkers,
    int slots,
    int busySlots,
    @Nullable Double successRate,
    int completedLastHour,
    int rejected,
    int deadLetters,
    List<PlanView> active) {}
