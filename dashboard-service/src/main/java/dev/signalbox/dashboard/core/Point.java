package dev.signalbox.dashboard.core;

/** Where the last change of a row lay on the topic of changes; what live views resume from. */
public record Point(int partition, long offset) {}
