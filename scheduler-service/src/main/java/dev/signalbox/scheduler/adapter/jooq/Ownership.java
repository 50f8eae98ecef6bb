package dev.signalbox.scheduler.adapter.jooq;

/**
 * The right to decide for a partition, and how far its topics are worked in.
 *
 * @param epoch raised by every takeover
 * @param submissionsOffset the next record of the submissions to read
 * @param eventsOffset the next record of the events to read
 */
public record Ownership(int partition, long epoch, long submissionsOffset, long eventsOffset) {}
