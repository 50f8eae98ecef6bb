package dev.signalbox.dashboard.core;

import dev.signalbox.common.message.Message;

/** A message and where it lay. */
public record Received(Position position, Message message) {}
