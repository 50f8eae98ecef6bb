package dev.signalbox.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where and how PostgreSQL runs.
 *
 * @param home its folder, created if need be; data survives in it from start to start
 * @param port the loopback port, 0 for a free one
 * @param throwAway speed over durability (no fsync), and the home is deleted on close
 * @param settings PostgreSQL's own settings, over ours
 * @param cache where binaries are unpacked
 */
public record PostgresSettings(
    Path home, int port, boolean throwAway, Map<String, String> settings, Path cache) {

  public PostgresSettings {
    settings = Map.copyOf(settings);
  }

  /** Durable, on a free port, binaries in the user's cache. */
  public static PostgresSettings in(Path home) {
    return new PostgresSettings(home, Ports.ANY, false, Map.of(), Directories.defaultCache());
  }

  public PostgresSettings withPort(int newPort) {
    return new PostgresSettings(home, newPort, throwAway, settings, cache);
  }

  public PostgresSettings withSettings(Map<String, String> newSettings) {
    return new PostgresSettings(home, port, throwAway, newSettings, cache);
  }

  public PostgresSettings withCache(Path newCache) {
    return new PostgresSettings(home, port, throwAway, settings, newCache);
  }

  /** Fast and forgotten: no fsync, and the home is deleted on close. */
  public PostgresSettings forThrowingAway() {
    return new PostgresSettings(home, port, true, settings, cache);
  }
}
