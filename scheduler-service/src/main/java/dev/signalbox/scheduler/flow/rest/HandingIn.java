package dev.signalbox.scheduler.flow.rest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How far the long plans are that are being handed in, by the keys of their submissions. */
public final class HandingIn {
  private final Map<String, Progress> known = new ConcurrentHashMap<>();

  /** What is done with a plan before it is accepted. */
  enum Phase {
    RECEIVING,
    CHECKING,
    STORING,
    ACCEPTING
  }

  /**
   * How far a plan is.
   *
   * @param tasks that are read so far
   */
  record Progress(Phase phase, int tasks) {}

  void tell(@Nullable String key, Phase phase, int tasks) {
    if (key != null) {
      known.put(key, new Progress(phase, tasks));
    }
  }

  void end(@Nullable String key) {
    if (key != null) {
      known.remove(key);
    }
  }

  Optional<Progress> of(String key) {
    return Optional.ofNullable(known.get(key));
  }
}
