package dev.signalbox.scheduler.core.outgoing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record for a topic, kept until the broker has it.
 *
 * @param partition of the repository whose owner made it; not the partition it is sent to
 * @param position grows with every record of the partition; starts with the owner's epoch
 */
public record Outgoing(
    int partition,
    long position,
    String topic,
    @Nullable String key,
    byte[] value,
    Map<String, String> headers) {
  public Outgoing {
    headers = Map.copyOf(headers);
  }
}
