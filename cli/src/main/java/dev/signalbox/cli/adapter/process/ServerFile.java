package dev.signalbox.cli.adapter.process;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a running system writes into its home ({@code server.json}).
 *
 * @param startedAt when the process started; with the pid it tells a system from a later process
 * @param state {@code starting} or {@code ready}
 * @param kafka where producers reach Kafka
 */
public record ServerFile(
    long pid,
    Instant startedAt,
    String state,
    int port,
    String url,
    @Nullable String kafka,
    @Nullable String token) {
  private static final String NAME = "server.json";
  private static final String READY = "ready";

  /** The clock's ticks that a start time is counted in are coarse. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** The file of a home whose process lives; a file left by a killed one counts as none. */
  public static Optional<ServerFile> ofLiving(Path home) {
    return read(home).filter(file -> file.process().isPresent());
  }

  public boolean isReady() {
    return READY.equals(state);
  }

  /** The process, if it is still the one that wrote the file. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
  }

  private boolean startedThen(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(true);
  }

  private static Optional<ServerFile> read(Path home) {
    Path file = home.resolve(NAME);
    try {
      return Optional.of(MessageCodec.mapper().readValue(Files.readString(file), ServerFile.class));
    } catch (IOException | JacksonException absentOrHalf) {
      return Optional.empty();
    }
  }
}
