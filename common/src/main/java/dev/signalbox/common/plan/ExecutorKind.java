package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** What runs a task's command. */
public enum ExecutorKind {
  @JsonProperty("process")
  PROCESS,
  @JsonProperty("tmux")
  TMUX,
  @JsonProperty("container")
  CONTAINER;

  /**
   * What a worker must have to run commands in this way, as a skill; every worker has processes.
   */
  public Optional<String> skill() {
    return switch (this) {
      case PROCESS -> Optional.empty();
      case TMUX -> Optional.of("tmux");
      case CONTAINER -> Optional.of("container");
    };
  }
}
