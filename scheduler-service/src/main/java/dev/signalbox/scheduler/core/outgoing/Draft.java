package dev.signalbox.scheduler.core.outgoing;

import dev.signalbox.common.message.Message;
import org.jspecify.annotations.Nullable;

/** A message with the topic and the key it goes to. */
public record Draft(String topic, @Nullable String key, Message message) {}
