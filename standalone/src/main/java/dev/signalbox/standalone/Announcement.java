package dev.signalbox.standalone;

import java.time.Instant;
import java.util.Map;

/**
 * What {@code server.json} says; the command line reads it.
 *
 * @param startedAt with the pid it tells this process from a later one with the same pid
 * @param state {@code starting} or {@code ready}
 * @param services where each service answers, by its short name
 */
record Announcement(
    long pid,
    Instant startedAt,
    String state,
    int port,
    String url,
    String kafka,
    String token,
    Map<String, String> services) {

  static final String STARTING = "starting";
  static final String READY = "ready";

  Announcement {
    services = Map.copyOf(services);
  }

  static Announcement of(String state, Options options, String token, Ports ports) {
    ProcessHandle self = ProcessHandle.current();
    return new Announcement(
        self.pid(),
        self.info().startInstant().orElse(Instant.now()),
        state,
        options.port(),
        "http://127.0.0.1:" + options.port(),
        "127.0.0.1:" + options.kafkaPort(),
        token,
        ports.urls());
  }
}
