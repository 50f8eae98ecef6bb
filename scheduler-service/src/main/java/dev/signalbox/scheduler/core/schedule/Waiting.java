package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;

/** A task, its state, and why it is not running. */
public record Waiting(TaskId task, TaskState state, WaitReason reason) {}
