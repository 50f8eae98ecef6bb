package dev.signalbox.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where and how Kafka runs.
 *
 * @param home its folder, created if need be; topics and the cluster id survive in it
 * @param port the loopback port for clients, 0 for a free one
 * @param throwAway the home is deleted on close
 * @param settings Kafka's own broker settings, over ours
 */
public record KafkaSettings(Path home, int port, boolean throwAway, Map<String, String> settings) {

  public KafkaSettings {
    settings = Map.copyOf(settings);
  }

  /** Kept, on a free port. */
  public static KafkaSettings in(Path home) {
    return new KafkaSettings(home, Ports.ANY, false, Map.of());
  }

  public KafkaSettings withPort(int newPort) {
    return new KafkaSettings(home, newPort, throwAway, settings);
  }

  public KafkaSettings withSettings(Map<String, String> newSettings) {
    return new KafkaSettings(home, port, throwAway, newSettings);
  }

  /** The home is deleted on close. */
  public KafkaSettings forThrowingAway() {
    return new KafkaSettings(home, port, true, settings);
  }
}
