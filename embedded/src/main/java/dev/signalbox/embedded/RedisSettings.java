package dev.signalbox.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where and how Redis runs.
 *
 * @param home its folder, created if need be; data survives in it from start to start
 * @param port the loopback port, 0 for a free one
 * @param throwAway the home is deleted on close
 * @param appendFsync when the append-only file reaches the disk: always, everysec or no
 * @param settings Redis' own settings, over ours
 * @param cache where binaries are unpacked
 */
public record RedisSettings(
    Path home,
    int port,
    boolean throwAway,
    String appendFsync,
    Map<String, String> settings,
    Path cache) {

  public RedisSettings {
    settings = Map.copyOf(settings);
  }

  /** Append-only file on, flushed every second, on a free port. */
  public static RedisSettings in(Path home) {
    return new RedisSettings(
        home, Ports.ANY, false, "everysec", Map.of(), Directories.defaultCache());
  }

  public RedisSettings withPort(int newPort) {
    return new RedisSettings(home, newPort, throwAway, appendFsync, settings, cache);
  }

  public RedisSettings withAppendFsync(String newAppendFsync) {
    return new RedisSettings(home, port, throwAway, newAppendFsync, settings, cache);
  }

  public RedisSettings withSettings(Map<String, String> newSettings) {
    return new RedisSettings(home, port, throwAway, appendFsync, newSettings, cache);
  }

  public RedisSettings withCache(Path newCache) {
    return new RedisSettings(home, port, throwAway, appendFsync, settings, newCache);
  }

  /** The home is deleted on close. */
  public RedisSettings forThrowingAway() {
    return new RedisSettings(home, port, true, appendFsync, settings, cache);
  }
}
