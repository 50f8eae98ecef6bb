package dev.signalbox.scheduler.adapter.kafka;

/**
 * From where a partition is read.
 *
 * @param generation grows each time the place is set; goes along with what was read from there, so
 *     that what was read before can be told apart
 */
public record Following(int partition, long generation, long offset) {}
