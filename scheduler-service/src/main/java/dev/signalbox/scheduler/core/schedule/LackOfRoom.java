package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.WorkerId;

/** A worker had not the disk space for a task's files. */
public record LackOfRoom(WorkerId worker, long requiredBytes, long availableBytes) {}
