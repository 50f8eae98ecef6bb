package dev.signalbox.dashboard.core;

/** Where a record lies; the identity of what came of it. */
public record Position(String topic, int partition, long offset) {}
