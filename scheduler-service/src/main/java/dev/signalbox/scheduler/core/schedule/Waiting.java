package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task, its state, and why it is not running.
 *
 * @param since when the reason began, or the task came into its state if that is not known
 * @param until when the reason ends by itself; absent when that is not known
 * @param eta when what it waits for should be over, by the estimates; absent when not known
 */
public record Waiting(
    TaskId task,
    TaskState state,
    WaitReason reason,
    Instant since,
    @Nullable Instant until,
    @Nullable Instant eta) {}
